/** The links of summaries as far as browsers know them. Safe to import in client components. */
export const UNSUBSCRIBE_TOKEN = /^[A-Za-z0-9_-]{80}$/;
