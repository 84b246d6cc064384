export interface Mutation {
  /** The demand that it stands for, and what is taken away. */
  title: string;
  file: string;
  /** Stands in the file exactly once. */
  find: string;
  replace: string;
  /** The tests of which at least one must fail: a project, its files, and a part of the titles. */
  tests: { project: "unit" | "int" | "faults"; files: string[]; title?: string };
}
