import { mix } from './random';

/** A running fingerprint of whole numbers: the same numbers in the same order give the same text on any machine. */
export class ResultHash {
  #low = 0x243f6a88;
  #high = 0x85a308d3;

  add(value: number): void {
    this.#low = mix(this.#low ^ value);
    this.#high = mix(this.#high + Math.imul(value, 0x27d4eb2f) + this.#low);
  }

  /** 16 hexadecimal digits. */
  get text(): string {
    return hex(this.#high) + hex(this.#low);
  }
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
