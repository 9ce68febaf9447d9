/**
 * Logarithm, exponential and the normal quantile from the four operations and the square root alone. IEEE 754
 * fixes those to the last bit; Math.log and Math.exp may differ between engines, and a result's hash must not.
 */

/** Fixed by the language, unlike the functions. */
const { LN2, SQRT2 } = Math;
const bits = new DataView(new ArrayBuffer(8));

/** Natural logarithm of a positive, normal number; relative error below 1e-14. */
export function ln(value: number): number {
  if (!(value > 0) || value === Number.POSITIVE_INFINITY) throw new RangeError(`ln(${value}) has no value.`);
  bits.setFloat64(0, value);
  let exponent = ((bits.getUint32(0) >>> 20) & 0x7ff) - 1023;
  bits.setUint32(0, (bits.getUint32(0) & 0x000fffff) | 0x3ff00000);
  let mantissa = bits.getFloat64(0);
  if (mantissa > SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 0;
  for (let power = 27; power >= 1; power -= 2) sum = sum * square + 1 / power;
  return 2 * s * sum + exponent * LN2;
}

/** e to the power of `value`, for -700 to 700. */
export function exp(value: number): number {
  const whole = Math.round(value / LN2);
  const rest = value - whole * LN2;
  let sum = 1;
  for (let term = 18; term >= 1; term -= 1) sum = 1 + (sum * rest) / term;
  const step = whole < 0 ? 0.5 : 2;
  for (let count = Math.abs(whole); count > 0; count -= 1) sum *= step;
  return sum;
}

const ROOT_TWO_PI = 2.5066282746310002;

function normalDensity(z: number): number {
  return exp((-z * z) / 2) / ROOT_TWO_PI;
}

/** Share of a standard normal below `z`, for -6 to 6: φ(z) (z + z³/3 + z⁵/15 + …). */
export function normalShare(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; odd < 260 && Math.abs(term) > 1e-18; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + normalDensity(z) * sum;
}

/** The z below which `portion` of a standard normal lies, within ±5. */
export function normalQuantile(portion: number): number {
  let low = -5;
  let high = 5;
  for (let step = 0; step < 48; step += 1) {
    const middle = (low + high) / 2;
    if (normalShare(middle) < portion) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
