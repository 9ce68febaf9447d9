/** Ends a job: nothing new is begun, what runs may finish. */
export type StopJob = () => Promise<void>;

/** Something the worker does for as long as it runs. */
export interface Job {
  name: string;
  start: () => Promise<StopJob>;
}
