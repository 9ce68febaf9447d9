import { DEFAULT_POLICY, type Policy } from '@/lib/failover/policy';
import { PrefixTrie } from '@/lib/failover/prefix-trie';
import { compileTables, type Tables } from '@/lib/failover/tables';
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
  readonly numbers: ReadonlyMap<string, CallingNumber>;
  readonly accounts: ReadonlyMap<string, CallingAccount>;
  readonly trunks: ReadonlyMap<string, TrunkRecord>;
  readonly #rates = new PrefixTrie<CustomerRate>();

  /** @throws TableError when routes, numbers or pairs contradict each other */
  constructor(tables: AgentTables, version: number, policy: Policy = DEFAULT_POLICY) {
    this.tables = tables;
    this.compiled = compileTables({ version, ...tables.source, numbers: tables.numbers }, policy);
    this.numbers = new Map(tables.numbers.map((row) => [row.number, row]));
    this.accounts = new Map(tables.accounts.map((row) => [row.id, row]));
    this.trunks = new Map(tables.trunks.map((row) => [row.id, row]));
    for (const rate of tables.rates) this.#rates.set(rate.prefix, rate);
  }

  /** Tables of an agent that has not been told any. */
  static empty(policy: Policy = DEFAULT_POLICY): HeldTables {
    return new HeldTables(EMPTY, 0, policy);
  }

  /** What a minute to a number costs, in micros before tax; null when there is no price. */
  rateMicros(to: string, currency: CurrencyCode): bigint | null {
    const rate = this.#rates.longest(to);
    if (!rate) return null;
    return currency === 'INR' ? rate.inrMicros : rate.usdMicros;
  }
}

/** A price with the account's tax on it, micros. */
export function withTax(micros: bigint, { taxBasisPoints }: Pick<CallingAccount, 'taxBasisPoints'>): bigint {
  return micros + shareOf(micros, taxBasisPoints);
}
