/** Which rows of a table are chosen, and the way to change it. */
export interface RowSelection<Row> {
  isChosen: (row: Row) => boolean;
  /** Names the row: "+91 80 4123 4567". */
  label: (row: Row) => string;
  /** Chooses all of these, or none of them. */
  onChange: (rows: readonly Row[], chosen: boolean) => void;
}
