/**
 * Questions over the demo data, each with the experiences (their slugs) that answer it; none where
 * nothing in the data does. Written from what travellers ask, not copied from the texts. When one
 * fails, better the search, not the question.
 */
export type Question = {
  ask: string;
  kind: "plain" | "typo" | "vietnamese" | "unaccented" | "paraphrase" | "none";
  want: readonly string[];
};

const of =
  (kind: Question["kind"]) =>
  (ask: string, ...want: string[]): Question => ({ ask, kind, want });

const plain = of("plain");
const typo = of("typo");
const vietnamese = of("vietnamese");
const unaccented = of("unaccented");
const paraphrase = of("paraphrase");
const none = of("none");

export const questions: readonly Question[] = [
  plain("When does the Dragon Bridge breathe fire?", "dragon-bridge"),
  plain("Who built the brick towers of Mỹ Sơn?", "my-son-sanctuary"),
  plain("What time do the food stalls at Bến Thành open?", "ben-thanh-market"),
  plain("How many gates are there at Fushimi Inari?", "fushimi-inari"),
  plain("Where is the rhinoceros on Belém Tower?", "belem-tower"),
  plain("How high is Fansipan?", "fansipan"),
  plain("Is tram 28 crowded in the morning?", "portas-do-sol-tram"),
  plain("Which old houses can I visit in Hội An?", "hoi-an-ancient-town"),
  plain("When is the flea market at Tō-ji?", "to-ji-pagoda"),
  plain("Why do the floors of Nijō Castle sing?", "nijo-castle"),
  plain("How do I reach Thiên Mụ by boat?", "thien-mu-pagoda"),
  plain("How long does an incense coil burn?", "thien-hau-temple"),
  plain("Who is buried in Jerónimos Monastery?", "jeronimos-monastery"),
  plain("Can I walk on both decks of the Dom Luís bridge?", "dom-luis-bridge"),
  plain("kayak in Hạ Long Bay", "ha-long-bay"),
  plain("turtle stone tablets Temple of Literature", "temple-of-literature"),
  plain("sledge on the red dunes", "mui-ne-dunes"),
  plain("bamboo poles at Cái Răng", "cai-rang-floating-market"),
  plain("Golden Pavilion fire 1950", "kinkaku-ji"),
  plain("sunset from the Saigon Skydeck", "bitexco-skydeck"),
  plain("peacocks and camera obscura in a Lisbon castle", "sao-jorge-castle"),
  plain("Requiem photographs of war reporters", "war-remnants-museum"),

  typo("Fushmi Inari foxes", "fushimi-inari"),
  typo("Bne Thanh markt", "ben-thanh-market"),
  typo("flaoting market", "cai-rang-floating-market"),
  typo("lantrens in Hoi An", "hoi-an-ancient-town"),
  typo("jade emporer pagoda", "jade-emperor-pagoda"),
  typo("Kiyomizudera stage", "kiyomizu-dera"),
  typo("Jeronimus monastry", "jeronimos-monastery"),
  typo("cu chi tunels", "cu-chi-tunnels"),
  typo("halong bay", "ha-long-bay"),
  typo("marbel mountains cave", "marble-mountains"),
  typo("kinkakuji", "kinkaku-ji"),
  typo("independance palace bunker", "independence-palace"),
  typo("Nishki market pickles", "nishiki-market"),
  typo("phongnha cave boat", "phong-nha-cave"),
  typo("belm tower rhinocerous", "belem-tower"),
  typo("rice terases muong hoa", "muong-hoa-terraces"),

  vietnamese("Chợ nổi Cái Răng họp lúc mấy giờ?", "cai-rang-floating-market"),
  vietnamese("Cầu Rồng phun lửa vào lúc nào?", "dragon-bridge"),
  vietnamese("Chùa nào ở Huế nhìn ra sông Hương?", "thien-mu-pagoda"),
  vietnamese("Địa đạo Củ Chi có hẹp không?", "cu-chi-tunnels"),
  vietnamese("Đèn lồng ở phố cổ Hội An", "hoi-an-ancient-town"),
  vietnamese("Bãi biển nào có sao biển?", "bai-sao-phu-quoc"),
  vietnamese("Bưu điện trung tâm Sài Gòn do ai thiết kế?", "saigon-central-post-office"),
  vietnamese("Ruộng bậc thang ở Sa Pa vàng khi nào?", "muong-hoa-terraces"),
  vietnamese("Ngọn hải đăng ở cực tây châu Âu", "cabo-da-roca"),
  vietnamese("Rừng tre ở Kyoto", "arashiyama-bamboo-grove"),
  vietnamese("Nhà thờ Đức Bà có lễ tiếng Anh không?", "notre-dame-saigon"),
  vietnamese("Bảo tàng chiến tranh có phù hợp với trẻ em không?", "war-remnants-museum"),
  vietnamese("Hang động đi bằng thuyền ở Quảng Trị", "phong-nha-cave"),
  vietnamese("Đỉnh núi cao nhất Đông Dương có tuyết không?", "fansipan"),
  vietnamese("Cây cầu có hai bàn tay khổng lồ", "golden-bridge"),
  vietnamese("Đồi cát đỏ ở Mũi Né", "mui-ne-dunes"),
  vietnamese("Hoàng thành Huế", "hue-imperial-city"),

  unaccented("cho Ben Thanh an sang mon gi", "ben-thanh-market"),
  unaccented("cau rong Da Nang phun lua may gio", "dragon-bridge"),
  unaccented("pho co ha noi", "hanoi-old-quarter"),
  unaccented("ho hoan kiem thap rua", "hoan-kiem-lake"),
  unaccented("vinh ha long ngu dem tren thuyen", "ha-long-bay"),
  unaccented("dia dao cu chi", "cu-chi-tunnels"),
  unaccented("chua thien mu", "thien-mu-pagoda"),
  unaccented("van mieu quoc tu giam", "temple-of-literature"),
  unaccented("pho di bo bui vien", "bui-vien-street"),
  unaccented("trang an ninh binh cheo thuyen", "trang-an"),
  unaccented("ngu hanh son da nang", "marble-mountains"),
  unaccented("chua co rua o Sai Gon", "jade-emperor-pagoda"),

  paraphrase("somewhere to photograph thousands of red shrine gates", "fushimi-inari"),
  paraphrase("crawling through underground passages from the war", "cu-chi-tunnels"),
  paraphrase("westernmost point of Europe", "cabo-da-roca"),
  paraphrase("a colourful palace on a hill in the fog", "pena-palace"),
  paraphrase("covered wooden bridge with monkeys and dogs", "japanese-bridge"),
  paraphrase("where students pray for luck before exams", "temple-of-literature"),
  paraphrase("rowing through caves in a small boat", "trang-an", "phong-nha-cave"),
  paraphrase("drink coffee sitting on newspaper", "notre-dame-saigon"),
  paraphrase("send a postcard from a historic hall", "saigon-central-post-office"),
  paraphrase("eat bun cha in narrow streets named after goods", "hanoi-old-quarter"),
  paraphrase("a temple whose veranda stands on wooden pillars", "kiyomizu-dera"),
  paraphrase("buy food from boats before sunrise", "cai-rang-floating-market"),
  paraphrase("bargaining for clothes", "ben-thanh-market"),
  paraphrase("beach with white sand and shallow water", "bai-sao-phu-quoc"),
  paraphrase("nightlife with street food and music in Saigon", "bui-vien-street"),
  paraphrase("giant hands holding a walkway above the clouds", "golden-bridge"),
  paraphrase("iron bridge over the Douro", "dom-luis-bridge"),
  paraphrase("home stay with a Hmong family and rice fields", "muong-hoa-terraces"),
  paraphrase("walk around a lake in the early morning with people exercising", "hoan-kiem-lake"),

  none("How do I renew my passport at the embassy?"),
  none("What is the exchange rate of the dollar today?"),
  none("Which football club won the championship?"),
  none("Recommend a pizzeria in Naples"),
  none("Giá xăng hôm nay bao nhiêu?"),
  none("python list comprehension syntax"),
  none("Thủ tục đăng ký kết hôn"),
  none("Eiffel Tower opening hours"),
  none("sky diving in Dubai"),
  none("dat ve may bay di singapore"),
];
