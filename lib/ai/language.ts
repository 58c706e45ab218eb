/** Which of the two languages a question is in, guessed without a model. */
export type Language = "en" | "vi";

const VIETNAMESE_LETTER = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i;
// What a question is asked with, without accents; none of it is English.
const VIETNAMESE_WORD =
  /\b(?:o dau|la gi|khi nao|bao nhieu|nhu the nao|may gio|co khong|toi muon|cho toi|tai sao|gan day|nhung|duoc khong|o day|cua toi|di dau|cach nao)\b/i;

export function languageOf(text: string): Language {
  const normal = text.normalize("NFC");
  // A single accented letter may be a name ("Hội An"); a sentence of names is still English.
  const words = normal.split(/\s+/).filter(Boolean);
  const accented = words.filter((word) => VIETNAMESE_LETTER.test(word)).length;
  if (accented >= 2 && !ENGLISH.test(normal)) return "vi";
  if (accented * 2 > words.length) return "vi";
  return VIETNAMESE_WORD.test(fold(normal)) ? "vi" : "en";
}

const ENGLISH =
  /\b(?:the|what|where|when|how|which|who|why|is|are|can|do|does|in|of|to|for|with|tell|find|show|near)\b/i;

/** "Chợ Bến Thành" → "cho ben thanh", as the database folds. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[đĐ]/g, "d")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}
