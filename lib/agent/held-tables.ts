import { DEFAULT_POLICY } from '@/lib/failover/policy';
import { PrefixTrie } from '@/lib/failover/prefix-trie';
import { compileTables, type Tables } from '@/lib/failover/tables';
import type { CallerNumber, TableSource } from '@/lib/failover/types';
import { type CurrencyCode, shareOf } from '@/lib/money';
import type { AgentTables, CallingAccount, CallingNumber, CustomerRate, TrunkRecord } from './types';

const EMPTY: AgentTables = {
  source: { trunks: [], routes: [] },
  numbers: [],
  accounts: [],
  rates: [],
  trunks: [],
  faults: [],
  overrides: [],
  traffic: [],
  written: [],
};

/** The tables in force, with what is looked up for every call found by one step. Swapped as a whole. */
export class HeldTables {
  readonly tables: AgentTables;
  /** As the engine reads them. */
  readonly compiled: Tables;
  readonly source: TableSource;
  /** Whether the engine would decide the same as by the tables before: then it need not be told. */
  readonly routesAsBefore: boolean;
  readonly numbers: ReadonlyMap<string, CallingNumber>;
  readonly accounts: ReadonlyMap<string, CallingAccount>;
  readonly trunks: ReadonlyMap<string, TrunkRecord>;
  readonly #rates = new PrefixTrie<CustomerRate>();

  /** What routing knows, as text: tables that route alike have the same. */
  readonly #routing: string;

  /**
   * @param before the tables until now: what routes alike is not compiled again, which takes about a second for a
   * hundred thousand prefixes
   * @throws TableError when routes, numbers or pairs contradict each other
   */
  constructor(tables: AgentTables, version: number, before: HeldTables | null = null) {
    this.tables = tables;
    const source = { version, ...tables.source, numbers: tables.numbers.map(routedNumber) };
    this.#routing = JSON.stringify({ ...source, version: 0 });
    this.routesAsBefore = before !== null && before.#routing === this.#routing;
    this.source = this.routesAsBefore && before ? before.source : source;
    this.compiled = this.routesAsBefore && before ? before.compiled : compileTables(source, DEFAULT_POLICY);
    this.numbers = new Map(tables.numbers.map((row) => [row.number, row]));
    this.accounts = new Map(tables.accounts.map((row) => [row.id, row]));
    this.trunks = new Map(tables.trunks.map((row) => [row.id, row]));
    for (const rate of tables.rates) this.#rates.set(rate.prefix, rate);
  }

  /** Tables of an agent that has not been told any. */
  static empty(): HeldTables {
    return new HeldTables(EMPTY, 0);
  }

  /** What a minute to a number costs, in micros before tax; null when there is no price. */
  rateMicros(to: string, currency: CurrencyCode): bigint | null {
    const rate = this.#rates.longest(to);
    if (!rate) return null;
    return currency === 'INR' ? rate.inrMicros : rate.usdMicros;
  }
}

function routedNumber({ number, accountId, tied, carrierId, trunkIds, fallback }: CallingNumber): CallerNumber {
  return { number, accountId, tied, carrierId, trunkIds, fallback };
}

/** A price with the account's tax on it, micros. */
export function withTax(micros: bigint, { taxBasisPoints }: Pick<CallingAccount, 'taxBasisPoints'>): bigint {
  return micros + shareOf(micros, taxBasisPoints);
}
