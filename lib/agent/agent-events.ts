/** Events of the agent beside the simulator's (`EVENT` up to 20) and the sandbox's own (30). */
export const AGENT_EVENT = {
  /** The next of an account's waiting calls may begin. */
  start: 40,
  /** A call has talked as long as it may. */
  timeLimit: 41,
  /** An override begins. */
  override: 42,
  /** The next call of a traffic order. */
  traffic: 43,
  /** A pair is to be proved. */
  proof: 44,
  /** A minute is over. */
  minute: 45,
} as const;
