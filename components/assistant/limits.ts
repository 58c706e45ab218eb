/** As the API takes it. */
export const LONGEST_QUESTION = 4000;
