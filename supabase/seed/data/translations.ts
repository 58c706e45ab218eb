/** What travellers read in their own language, made beforehand for the best known places. */

export type TranslationSeed = {
  slug: string;
  language: string;
  name: string;
  short: string;
  description: string;
  address: string;
  questions: readonly [string, string, string];
  /** In the order of the experience's activities. */
  activities: readonly { title: string; short: string; highlights: readonly string[] }[];
};

export const translations: readonly TranslationSeed[] = [
  {
    slug: "ben-thanh-market",
    language: "vi",
    name: "Chợ Bến Thành",
    short:
      "Dưới tháp đồng hồ năm 1914: cà phê xúc bằng muỗng, bún riêu nóng và mặc cả như một môn thể thao buổi sáng.",
    description:
      "Chiếc đồng hồ trên cổng Nam đã nhìn xuống quảng trường này từ năm 1914. Bên trong, các lối đi tự xếp theo mùi: cà phê rang gần cửa Tây, tôm khô phía Đông, và cuối chợ là dãy quầy thép nơi các chị múc bún riêu, bún thịt nướng từ sáu giờ sáng. Hãy đến trước chín giờ, ăn trước, mua sau, rồi ra cổng Bắc, nơi người bán hoa gói búp sen trong giấy báo.",
    address: "Lê Lợi, Bến Thành, Thành phố Hồ Chí Minh, Việt Nam",
    questions: [
      "Các quầy ăn ở chợ Bến Thành mở cửa lúc mấy giờ?",
      "Nên mặc cả bao nhiêu ở dãy quần áo?",
      "Nên gọi món nào trước?",
    ],
    activities: [
      {
        title: "Bữa sáng qua ba quầy",
        short: "Ba nửa phần ở ba quầy, từ bún riêu đến cà phê vợt.",
        highlights: ["Bún riêu", "Bánh canh", "Cà phê vợt"],
      },
      {
        title: "Tập mặc cả với người bán",
        short: "Học đếm, học từ chối lịch sự và học bước đi cùng một chị bán vải.",
        highlights: ["Đếm bằng tiếng Việt", "Giá phải chăng", "Khăn mang về"],
      },
    ],
  },
  {
    slug: "notre-dame-saigon",
    language: "vi",
    name: "Nhà thờ Đức Bà Sài Gòn",
    short:
      "Gạch từ Marseille, sáu quả chuông từ Pháp và một quảng trường nơi cả thành phố uống cà phê bệt.",
    description:
      "Từng viên gạch tường ngoài đều đi tàu từ Marseille sang, và giữ màu đỏ suốt một thế kỷ rưỡi không cần trát. Nhà thờ được cung hiến năm 1880, hai tháp nhọn thêm vào năm 1895. Công trình đang trùng tu, nên sự sống ở bên ngoài: sinh viên ngồi giấy báo với ly cà phê, các cặp đôi chụp ảnh cưới, và tượng Đức Mẹ nhìn dòng xe từ năm 1959.",
    address: "1 Công xã Paris, Thành phố Hồ Chí Minh, Việt Nam",
    questions: [
      "Có vào bên trong được khi đang trùng tu không?",
      "Thánh lễ tiếng Anh vào lúc nào?",
      "Cà phê bệt là gì?",
    ],
    activities: [
      {
        title: "Cà phê bệt",
        short: "Gọi ở xe đẩy, ngồi trên tờ báo hôm qua, ngắm quảng trường.",
        highlights: ["Cà phê bệt", "Bạc xỉu", "Ngắm người qua lại"],
      },
    ],
  },
  {
    slug: "belem-tower",
    language: "pt",
    name: "Torre de Belém",
    short:
      "Uma fortaleza vestida de renda à beira do Tejo, com cordas, esferas e um pequeno rinoceronte de pedra.",
    description:
      "Quando ficou pronta, por volta de 1520, a torre estava no meio do rio e os navios passavam dos dois lados; a margem chegou mais tarde. Francisco de Arruda fez um baluarte para canhões e cobriu-o do que os marinheiros conheciam: cordas com nós, esferas armilares, cruzes e, sob a guarita noroeste, um rinoceronte. Por dentro é íngreme e estreita; a melhor hora é cá fora, nos degraus, na maré baixa.",
    address: "Avenida Brasília, Belém, Lisboa, Portugal",
    questions: [
      "Onde está o rinoceronte da Torre de Belém?",
      "A torre está aberta a visitas neste momento?",
      "A que horas é a maré baixa em Belém?",
    ],
    activities: [
      {
        title: "Ler cordas de pedra",
        short: "Binóculos, nós e um rinoceronte sem chifre.",
        highlights: ["Binóculos", "O nome dos nós", "Pastel de nata quente"],
      },
    ],
  },
];
