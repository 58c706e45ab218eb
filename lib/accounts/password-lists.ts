/**
 * The lists behind `judgePassword`, half a megabyte on the wire: never import this file otherwise
 * than lazily. Dictionary and arithmetic are zxcvbn's; what people in Vietnam choose is ours.
 */
import { type Score, ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import englishWords from "@zxcvbn-ts/language-en/dist/commonWords.json.mjs";
import firstNames from "@zxcvbn-ts/language-en/dist/firstnames.json.mjs";
import translations from "@zxcvbn-ts/language-en/dist/translations.mjs";

/** Often used by themselves, or with digits after them. Without marks, as they are typed. */
const vietnamese = [
  "matkhau",
  "matkhau1",
  "matkhau123",
  "matkhaucuatoi",
  "khongcomatkhau",
  "khongnho",
  "quenmatkhau",
  "anhyeuem",
  "anhyeuem123",
  "emyeuanh",
  "yeuemnhieu",
  "yeuanhnhieu",
  "iloveyou",
  "toiyeuem",
  "toiyeuban",
  "toiyeuvietnam",
  "yeuvietnam",
  "vietnam",
  "vietnam123",
  "vietnamvodich",
  "hochiminh",
  "saigon",
  "hanoi",
  "danang",
  "haiphong",
  "cantho",
  "nhatrang",
  "dalat",
  "halong",
  "phuquoc",
  "hoian",
  "mekong",
  "dulich",
  "khachsan",
  "nhahang",
  "congty",
  "giadinh",
  "hanhphuc",
  "tinhyeu",
  "tinhban",
  "conyeu",
  "mevabe",
  "bome",
  "chame",
  "concho",
  "conmeo",
  "doremon",
  "xinchao",
  "camon",
  "tambiet",
  "matkinh",
  "motconvit",
  "motnamoi",
  "namsau",
  "mothaiba",
  "mothaibabon",
  "admin123",
  "nguyen",
  "nguyenvan",
  "nguyenthi",
  "tranvan",
  "tranthi",
  "phamvan",
  "lethanh",
  "hoang",
  "huynh",
  "thanh",
  "phuong",
  "tuananh",
  "minhanh",
  "ngoclan",
  "thuylinh",
  "thanhthao",
  "quynhanh",
  "travelbuddy",
];

/** What is looked at: cracking more than this is out of reach, and judging it takes time. */
const LOOKED_AT = 40;

const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...dictionary, vietnamese, englishWords, firstNames },
  graphs: adjacencyGraphs,
  translations,
  maxLength: LOOKED_AT,
  l33tMaxSubstitutions: 20,
});

const common = new Set([...dictionary["passwords-common"], ...vietnamese]);

export type Estimate = {
  /** 0 and 1 fall to a guesser who is slowed down, 4 withstands one with the stolen hash. */
  score: Score;
  /** In the list of breached passwords, as it is or with digits and signs around it. */
  isCommon: boolean;
  /** A sentence, or "". */
  advice: string;
};

export function estimate(password: string, personal: readonly string[] = []): Estimate {
  const own = personal
    .flatMap((text) => [text, text.replaceAll(" ", ""), ...text.split(/[^\p{L}\p{N}]+/u)])
    .map(withoutMarks)
    .filter((word) => word.length >= 4);
  const typed = zxcvbn.check(password, own);
  const plain = withoutMarks(password);
  // "mật khẩu" is guessed like "matkhau": the marks follow from the words.
  const bare =
    plain === password.toLowerCase() ? typed : zxcvbn.check(plain.replaceAll(" ", ""), own);
  // Words that are nothing in English and everything in Vietnamese count by the easier reading,
  // but spaces between several of them are worth something.
  const judged = bare.score < 2 ? bare : typed;
  const { warning, suggestions } = judged.feedback;
  return {
    score: judged.score,
    isCommon: judged.score < 4 && isListed(plain),
    advice: warning || suggestions[0] || "",
  };
}

/** Lower case, without the marks above and below letters. */
function withoutMarks(text: string): string {
  return text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");
}

function isListed(plain: string): boolean {
  const joined = plain.replaceAll(" ", "");
  const core = joined.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  return [plain, joined, core].some((word) => word !== "" && common.has(word));
}
