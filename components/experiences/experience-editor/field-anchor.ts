import type { ScoreField } from "@/lib/experiences/content-score";

/** Where a gap of the score is filled; the editor's sections carry these ids. */
export const fieldAnchor = (field: ScoreField) => `field-${field}`;
