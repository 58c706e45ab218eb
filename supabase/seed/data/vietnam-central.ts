import type { ExperienceSeed } from "../types.ts";

/** From Hội An to Phong Nha. */
export const centralExperiences: readonly ExperienceSeed[] = [
  {
    slug: "my-son-sanctuary",
    name: "Mỹ Sơn Sanctuary",
    company: "saigon",
    country: "VN",
    address: "Duy Phú, Duy Xuyên, Đà Nẵng, Vietnam",
    latitude: 15.7637,
    longitude: 108.124,
    keyword: "Mỹ Sơn",
    short:
      "Brick towers without visible mortar in a jungle bowl, built by the Cham for Shiva over nine centuries.",
    description:
      "The valley closes behind you and the cicadas take over. For about nine hundred years, from the 4th century on, the kings of Champa came here to build for Shiva, in brick so finely joined that engineers still argue about the glue. Tower A1 was called the masterpiece; bombs brought it down in 1969, and the craters around it are ponds now. Group B, C and D still stand, with dancers on their pilasters and trees on their shoulders. We take the early bus so that you have the path from the dance house to the far groups for yourself, in the half hour when mist still hangs under Cat's Tooth Mountain.",
    alt: "Poster of overgrown Cham brick towers in a jungle valley below a pointed mountain",
    questions: [
      "Who built the towers of Mỹ Sơn?",
      "How did the Cham join the bricks?",
      "Which group of temples is best preserved?",
    ],
    details: [
      {
        type: "historical_context",
        name: "Champa's holy valley",
        text: "King Bhadravarman dedicated the first, wooden temple to Shiva in the late 4th century. What stands today is mostly from the 7th to the 13th. UNESCO listed the valley in 1999.",
      },
      {
        type: "famous_visitors",
        name: "Kazik, the architect who stayed",
        text: "Kazimierz Kwiatkowski from Lublin led the Polish-Vietnamese conservation mission from the early 1980s, living in a hut by the towers, and later spoke up for the old houses of Hội An.",
      },
      {
        type: "photography_tips",
        name: "Brick likes low sun",
        text: "The brick turns orange twice a day and brown in between.",
        tips: [
          { type: "dos", text: "Walk the loop clockwise to have the light behind you." },
          { type: "don'ts", text: "Do not climb on the walls, not even for one picture." },
          { type: "best_time", text: "06:30 to 08:00." },
        ],
      },
    ],
    activities: [
      {
        title: "First bus to the towers",
        hours: "Daily 05:00–10:30",
        address: "Pick-up at An Hội bridge, Hội An",
        description:
          "Forty kilometres in the dark, coffee at the gate, and in with the first electric cart. The guide, whose grandmother was Cham, reads the inscriptions aloud before translating them.",
        short: "In with the first cart, before the mist lifts.",
        highlights: ["First entry", "Sanskrit read aloud", "Back for a late breakfast"],
      },
    ],
    locations: [
      {
        title: "Groups B, C and D",
        hours: "Daily 06:00–17:00",
        description:
          "The densest cluster, about ten minutes on foot from the cart stop. Two long halls serve as a small museum of sculpture.",
        short: "The best preserved cluster of towers.",
        latitude: 15.7641,
        longitude: 108.1235,
      },
    ],
  },
  {
    slug: "hoi-an-ancient-town",
    name: "Hội An Ancient Town",
    company: "saigon",
    country: "VN",
    address: "Bạch Đằng, Hội An, Đà Nẵng, Vietnam",
    latitude: 15.877,
    longitude: 108.328,
    keyword: "Hội An",
    short:
      "Ochre merchants' houses, silk lanterns and a river that comes into the front rooms every autumn.",
    description:
      "Look for the pencil marks on the door posts: that is how high the Thu Bồn stood, and in which year. Hội An was the port where Japanese, Chinese and Dutch ships waited for the wind to turn, until the river silted up in the 19th century and the town was simply forgotten, which saved it. Around a thousand timber houses remain, with a pulley in the ceiling to lift the goods above the flood. On the 14th evening of the lunar month the street lights are switched off. Come then, or come at six in the morning, when the only sound is somebody sweeping.",
    alt: "Poster of yellow riverside houses at dusk with silk lanterns and a small boat",
    questions: [
      "When is the lantern night in Hội An?",
      "Which old houses can I visit?",
      "Does the old town flood in autumn?",
    ],
    details: [
      {
        type: "iconic_photos",
        name: "The river front from An Hội",
        text: "Cross the footbridge to An Hội islet and turn round: the whole row of ochre houses lies in the water upside down, until the first boat passes.",
      },
      {
        type: "historical_context",
        name: "The port they called Faifo",
        text: "From the 15th to the 19th century silk, pepper and porcelain went through this harbour. Japanese merchants had their own quarter until Japan closed its borders in the 1630s.",
      },
      {
        type: "photography_tips",
        name: "Lanterns and faces",
        text: "A lantern is a soft box. Let somebody buy one and stand with it.",
        tips: [
          { type: "dos", text: "Ask the boat women for their price before you sit down." },
          { type: "don'ts", text: "Do not put plastic candles into the river." },
          {
            type: "best_time",
            text: "05:30 for empty streets, 18:15 for blue sky behind the lanterns.",
          },
        ],
      },
    ],
    activities: [
      {
        title: "Bend a bamboo lantern",
        hours: "Daily 09:00–11:00",
        address: "Trần Phú, Hội An",
        description:
          "Sixteen ribs of bamboo, a wire ring and a square of Mã Châu silk. It folds flat for the suitcase, and the maker shows the knot that everybody forgets.",
        short: "Sixteen ribs, one square of silk, folds flat for the suitcase.",
        highlights: ["Sixteen bamboo ribs", "Silk from Mã Châu", "Folds flat"],
      },
      {
        title: "Three noodles of one town",
        hours: "Daily 15:30–18:00",
        address: "Hội An market",
        description:
          "Cao lầu, mì Quảng and a plate of white rose dumplings, each from the family that does nothing else. Somebody always explains that cao lầu needs water from the Bá Lễ well.",
        short: "Cao lầu, mì Quảng and white rose, each from its own family.",
        highlights: ["Cao lầu", "Mì Quảng", "White rose dumplings"],
      },
    ],
    locations: [
      {
        title: "An Hội footbridge",
        hours: "Always open",
        description:
          "The bridge between the old town and the islet with the night market. The best view of the river front is from its far end.",
        short: "Best view of the river front.",
        latitude: 15.8764,
        longitude: 108.3262,
      },
      {
        title: "Tấn Ký old house",
        hours: "Daily 08:00–17:30",
        description:
          "A merchant's house of the 18th century with Japanese beams, Chinese poems in mother-of-pearl and a door to the river where the goods came in.",
        short: "Merchant's house with doors to street and river.",
        latitude: 15.8765,
        longitude: 108.3279,
      },
    ],
  },
  {
    slug: "japanese-bridge",
    name: "Japanese Covered Bridge",
    company: "saigon",
    country: "VN",
    address: "186 Trần Phú, Hội An, Đà Nẵng, Vietnam",
    partOf: "hoi-an-ancient-town",
    latitude: 15.8771,
    longitude: 108.326,
    keyword: "Chùa Cầu",
    short:
      "Begun in a year of the monkey, finished in a year of the dog: eighteen metres, a roof and a small temple.",
    description:
      "A pair of stone monkeys guards one end and a pair of dogs the other, and the story goes that the work lasted from the one year to the other. Japanese merchants built the bridge around 1593 to reach the Chinese quarter; the Vietnamese added the temple on its side and made it a pagoda, which is why it is called Chùa Cầu, the pagoda that is a bridge. It has been repaired many times, most recently in 2024, when the roof came off tile by tile. Eighteen metres take a minute to cross and twenty if you read the beams. It is also on the 20,000 đồng note, so bring one to compare.",
    alt: "Poster of the covered bridge of Hội An, its arched roof reflected in the canal",
    questions: [
      "Why do monkeys and dogs guard the bridge?",
      "Is there a temple on the bridge?",
      "Do I need a ticket to cross?",
    ],
    details: [
      {
        type: "iconic_photos",
        name: "The banknote view",
        text: "Hold a 20,000 đồng note at arm's length from the south bank of the canal. The engraver stood a little further left than the crowd does.",
      },
      {
        type: "historical_context",
        name: "The whale under the bridge",
        text: "Legend has a monster with its head in India, its tail in Japan and its back under Hội An. The bridge is the sword that keeps it from stirring and shaking the earth.",
      },
    ],
    activities: [
      {
        title: "Bridge by candle",
        hours: "On lantern nights, 18:30–19:30",
        address: "East end of the bridge, Trần Phú",
        description:
          "When the lamps go off for the full moon, a storyteller takes six people across and tells the legend of the Cù monster in the dark of the little temple.",
        short: "The legend of the monster, told in the dark of the little temple.",
        highlights: ["Six people", "No lamps", "Storyteller"],
      },
    ],
    locations: [
      {
        title: "Canal bank, south side",
        description:
          "The low wall along Nguyễn Thị Minh Khai gives the classic view of arch and reflection; at high water the wall is wet.",
        short: "Low wall with the view of arch and reflection.",
        latitude: 15.8769,
        longitude: 108.3258,
      },
    ],
  },
  {
    slug: "marble-mountains",
    name: "Marble Mountains",
    company: "saigon",
    country: "VN",
    address: "81 Huyền Trân Công Chúa, Ngũ Hành Sơn, Đà Nẵng, Vietnam",
    latitude: 16.004,
    longitude: 108.2634,
    keyword: "Ngũ Hành Sơn",
    short:
      "Five limestone hills named after the elements, hollow with caves where daylight falls on stone Buddhas.",
    description:
      "Metal, wood, water, fire, earth: five hills stand on the flat coast like something left behind, and only one, Thủy Sơn, has stairs all the way. One hundred and fifty-six steps lead past two pagodas and into Huyền Không, a cave as tall as a church with holes in its ceiling. Around eleven the sun comes through them in columns and moves over the Buddha in the wall while you stand there. From the top gate you see the sea on one side and the workshops of Non Nước on the other, where the hammering begins at seven. The lift saves your knees and none of the views.",
    alt: "Poster of limestone hills rising from a flat coast with a pagoda tower on the highest",
    questions: [
      "Is there a lift at the Marble Mountains?",
      "When does sunlight fall into Huyền Không cave?",
      "Can I buy marble that was not cut from the hills?",
    ],
    details: [
      {
        type: "iconic_photos",
        name: "The columns of light in Huyền Không",
        text: "Wait at the foot of the steps, not at the altar. With people small in the beam the cave gets its real size.",
      },
      {
        type: "historical_context",
        name: "Named by an emperor",
        text: "Minh Mạng visited in the 1820s and 1830s and gave the hills the names of the five elements. Quarrying in them is forbidden now; the marble in the village comes from elsewhere.",
      },
    ],
    activities: [
      {
        title: "Cave to cave with a lamp",
        hours: "Daily 08:00–11:30",
        address: "Gate 1, Thủy Sơn",
        description:
          "Âm Phủ, the cave of the underworld, first, because after it the way up to the sky through Vân Thông feels earned. Some crawling, good shoes needed.",
        short: "From the underworld cave up to the sky, with some crawling.",
        highlights: ["Âm Phủ cave", "Huyền Không cave", "Sea view"],
      },
    ],
    locations: [
      {
        title: "Huyền Không cave",
        hours: "Daily 07:00–17:30",
        description:
          "The highest cave of Thủy Sơn, with openings in its roof. Twenty steps lead down into it between four guardians.",
        short: "The tall cave with holes in its ceiling.",
        latitude: 16.0042,
        longitude: 108.2622,
      },
    ],
  },
  {
    slug: "dragon-bridge",
    name: "Dragon Bridge",
    company: "saigon",
    country: "VN",
    address: "Nguyễn Văn Linh, Hải Châu, Đà Nẵng, Vietnam",
    latitude: 16.0611,
    longitude: 108.2275,
    keyword: "Cầu Rồng",
    short:
      "Six lanes of traffic under a steel dragon that breathes fire, then water, on weekend nights at nine.",
    description:
      "At nine on weekend nights the traffic stops and the dragon clears its throat. First come bursts of fire, then a sheet of water that soaks everybody who thought the east bank was the better place. The bridge opened on 29 March 2013, thirty-eight years to the day after the end of the war in Đà Nẵng; its body is 666 metres long, its scales are thousands of LEDs, and its eyes are hearts, which nobody believes until they zoom in. We watch from a boat on the Hàn, downwind and dry, with grilled clams from the tail end of the bridge.",
    alt: "Poster of a golden dragon arching over a bridge at night and breathing fire above the river",
    questions: [
      "When does the dragon breathe fire?",
      "Where do I stay dry during the show?",
      "How long is the Dragon Bridge?",
    ],
    details: [
      {
        type: "photography_tips",
        name: "Nine o'clock, one attempt",
        text: "The flames are far brighter than the bridge. Expose for them or you keep nothing but a white cloud.",
        tips: [
          { type: "dos", text: "Be on the west bank or on the water by 20:30." },
          { type: "don'ts", text: "Do not stand below the head with electronics." },
          { type: "best_time", text: "Weekend evenings, 20:45 to 21:20." },
        ],
      },
      {
        type: "iconic_photos",
        name: "Head, fire, reflection",
        text: "From the love-lock pier on the east bank, a little upstream, the flame, the head and their reflection fit into an upright frame.",
      },
    ],
    activities: [
      {
        title: "Fire from the river",
        hours: "Friday to Sunday 20:00–21:30",
        address: "Bạch Đằng quay, Đà Nẵng",
        description:
          "A wooden boat with twelve seats turns below the bridge at ten to nine and keeps the engine off during the show. Clams and lemongrass on board.",
        short: "Twelve seats, engine off, clams with lemongrass.",
        highlights: ["Twelve seats", "Dry side", "Grilled clams"],
      },
    ],
    locations: [
      {
        title: "Dragon's head, east bank",
        description:
          "The square below the head on Trần Hưng Đạo. Full half an hour before the show and wet after it.",
        short: "The square below the head, wet after nine.",
        latitude: 16.0613,
        longitude: 108.2303,
      },
    ],
  },
  {
    slug: "golden-bridge",
    name: "Golden Bridge at Bà Nà",
    company: "saigon",
    country: "VN",
    address: "Bà Nà Hills, Hòa Ninh, Đà Nẵng, Vietnam",
    latitude: 15.995,
    longitude: 107.9965,
    keyword: "Cầu Vàng",
    short:
      "Two enormous hands lift a golden walkway out of the cloud, 1,400 metres above the coast.",
    description:
      "The hands look as old as the mountain and are made of wire mesh and fibreglass, which takes nothing away from them. Since June 2018 they have held a footbridge of 150 metres with golden rails and purple flowers, high above the coast of Đà Nẵng. Half the days it stands in the clouds, and those are the good ones: the far hand appears, disappears, and somebody always begins to whisper. The first cable car goes up at half past seven or eight. Be on it. By eleven the bridge is a queue, and you will be in the old French garden with a crêpe and no regrets.",
    alt: "Poster of two giant stone hands holding a golden walkway above a sea of cloud",
    questions: [
      "What are the hands of the Golden Bridge made of?",
      "How high is the bridge?",
      "What happens when it is cloudy?",
    ],
    details: [
      {
        type: "iconic_photos",
        name: "The curve from the garden side",
        text: "From the end towards Le Jardin d'Amour the bridge bends away from you between the fingers. Stay until a cloud crosses.",
      },
      {
        type: "historical_context",
        name: "A hill station, twice",
        text: "The French built villas on Bà Nà from 1919 to escape the summer of the coast. The forest took them back after 1945; the cable car brought visitors again in the 2000s.",
      },
      {
        type: "photography_tips",
        name: "Cloud is your friend",
        text: "Grey days separate the hand from the forest behind it.",
        tips: [
          { type: "dos", text: "Bring a jacket, it is ten degrees cooler than the beach." },
          { type: "don'ts", text: "No drones, they are confiscated." },
          { type: "best_time", text: "First cable car of the day." },
        ],
      },
    ],
    activities: [
      {
        title: "First car up",
        hours: "Daily 06:30–13:00",
        address: "Pick-up at the beach, Mỹ Khê",
        description:
          "We leave the beach at half past six to stand at the turnstile when it opens. Bridge first, then the wine cellar that the French dug in 1923, then down before the crowds come up.",
        short: "At the turnstile when it opens, down before the crowds.",
        highlights: ["First cable car", "Cellar of 1923", "Back for lunch"],
      },
    ],
    locations: [
      {
        title: "Marseille station",
        hours: "From 08:00",
        description:
          "The cable car station right beside the bridge, reached from Hội An station at the foot of the hill.",
        short: "Cable car station beside the bridge.",
        latitude: 15.9957,
        longitude: 107.9958,
      },
    ],
  },
  {
    slug: "hue-imperial-city",
    name: "Huế Imperial City",
    company: "saigon",
    country: "VN",
    address: "23 Tháng 8, Phú Hậu, Huế, Vietnam",
    latitude: 16.4698,
    longitude: 107.5777,
    keyword: "Đại Nội Huế",
    short:
      "Moats full of lotus, a gate with five phoenixes and the empty squares of the last dynasty.",
    description:
      "Thirteen emperors of the Nguyễn lived behind these moats from 1802 to 1945, and most of what they lived in is grass. That is what makes Huế stay with people: you walk from the Noon Gate across the court of mandarins into the throne hall with its red lacquer, step out at the back, and there is nothing but sky and the outline of floors. Shells and fire in 1947 and 1968 did that. Turn right to the dynastic urns, nine bronzes of two tonnes each with ships, mangoes and a tiger on them, and find the one with the constellation. They did not melt.",
    alt: "Poster of the Noon Gate with its many-roofed pavilion behind a lotus moat",
    questions: [
      "How many emperors lived in the Imperial City?",
      "What is shown on the nine dynastic urns?",
      "Is the throne hall open again?",
    ],
    details: [
      {
        type: "historical_context",
        name: "Walls within walls",
        text: "Gia Long began the citadel in 1804 on a plan that marries Vauban to feng shui: the outer wall is ten kilometres round, the Imperial City inside it two and a half, and the Forbidden Purple City lay in the heart.",
      },
      {
        type: "famous_visitors",
        name: "Bảo Đại's last afternoon",
        text: "On 30 August 1945, on the pavilion of the Noon Gate, the last emperor handed the gold seal and the jewelled sword to a delegation of the new government, and became citizen Vĩnh Thụy.",
      },
      {
        type: "iconic_photos",
        name: "Ngọ Môn over the lotus",
        text: "In June the moat left of the gate is in flower. A low place on the bank lets you set the roofs of the pavilion on a line of pink.",
      },
    ],
    activities: [
      {
        title: "The city that is not there",
        hours: "Daily 07:00–10:30",
        address: "Ngọ Môn gate, Huế",
        description:
          "With old survey plans in hand we walk through halls that no longer exist, from threshold to threshold. You will know where the emperor slept, and where he kept the projector.",
        short: "Old plans in hand, through halls that no longer exist.",
        highlights: ["Survey plans", "Nine urns", "Before the heat"],
      },
      {
        title: "Court music, close",
        hours: "Daily 10:00 and 15:00",
        address: "Duyệt Thị Đường theatre, Huế",
        description:
          "Nhã nhạc in the oldest theatre of the country, half an hour, with the drummer close enough to see his wrists. Instruments are explained afterwards.",
        short: "Half an hour of nhã nhạc in the oldest theatre.",
        highlights: ["Nhã nhạc", "Oldest theatre", "Instruments explained"],
      },
    ],
    locations: [
      {
        title: "Ngọ Môn, the Noon Gate",
        hours: "Daily 07:00–17:30",
        description:
          "Main entrance on the south side, opposite the flag tower. The middle passage was for the emperor alone.",
        short: "Main entrance, opposite the flag tower.",
        latitude: 16.4676,
        longitude: 107.5791,
      },
      {
        title: "Hiển Nhơn gate",
        description:
          "The exit on the east side, covered in mosaic of broken porcelain. Cyclos wait outside in the shade.",
        short: "Porcelain mosaic gate on the east side.",
        latitude: 16.4704,
        longitude: 107.5806,
      },
    ],
  },
  {
    slug: "thien-mu-pagoda",
    name: "Thiên Mụ Pagoda",
    company: "saigon",
    country: "VN",
    address: "Nguyễn Phúc Nguyên, Kim Long, Huế, Vietnam",
    partOf: "hue-imperial-city",
    latitude: 16.4533,
    longitude: 107.5448,
    keyword: "Thiên Mụ",
    short:
      "Seven storeys on a bluff over the Perfume River, a two-tonne bell, and a small blue car with a story.",
    description:
      "Seven storeys, eight sides, twenty-one metres: Phước Duyên tower has been the sign of Huế since 1844, and from the river it appears long before the town does. An old woman in red, they say, sat on this hill and foretold that a lord would come and build a pagoda; Nguyễn Hoàng heard of it in 1601 and obliged. Behind the tower hangs a bell of 1710 that is heard far down the river. Go on through the garden to the garage with the light blue Austin, and read the sign beside it in silence. The novices play football behind the pines at five.",
    alt: "Poster of the seven-storey Thiên Mụ tower above the Perfume River with a dragon boat",
    questions: [
      "Why is there a blue car at the pagoda?",
      "Can I reach Thiên Mụ by boat?",
      "How old is the great bell?",
    ],
    details: [
      {
        type: "historical_context",
        name: "The Austin in the garage",
        text: "In this car the monk Thích Quảng Đức drove to a crossing in Saigon on 11 June 1963, where he set himself alight in protest against the persecution of Buddhists under Ngô Đình Diệm.",
      },
      {
        type: "photography_tips",
        name: "From the water",
        text: "The tower needs the river. Ask the boatman to stop the engine a hundred metres before the landing.",
        tips: [
          { type: "dos", text: "Cover shoulders and knees." },
          { type: "don'ts", text: "Do not photograph the monks at their meal." },
          { type: "best_time", text: "16:30, with the sun on the river side." },
        ],
      },
    ],
    activities: [
      {
        title: "Upriver on a dragon boat",
        hours: "Daily 15:30–18:00",
        address: "Toà Khâm wharf, Lê Lợi, Huế",
        description:
          "Forty minutes against a slow current with the family that lives on the boat. They serve ginger tea and, on the way back, sing ca Huế if somebody asks.",
        short: "Forty minutes upriver with tea, and songs on the way back.",
        highlights: ["Family boat", "Ginger tea", "Ca Huế"],
      },
    ],
    locations: [
      {
        title: "Boat landing",
        description:
          "Stone steps straight below the tower. Bicycles can be left by the sugar-cane press across the road.",
        short: "Steps below the tower.",
        latitude: 16.4526,
        longitude: 107.5452,
      },
    ],
  },
  {
    slug: "khai-dinh-tomb",
    name: "Tomb of Khải Định",
    company: "saigon",
    country: "VN",
    address: "Khải Định, Thủy Bằng, Huế, Vietnam",
    partOf: "hue-imperial-city",
    latitude: 16.3989,
    longitude: 107.5905,
    status: "inactive",
    keyword: "Lăng Khải Định",
    short:
      "Black concrete dragons outside, a blaze of porcelain and glass inside: eleven years of work for one emperor.",
    description:
      "One hundred and twenty-seven steps in blackened concrete, two rows of stone mandarins with worried faces, and then a door into colour. Emperor Khải Định had himself built a tomb between 1920 and 1931 that took iron from France, slate from wherever it was, and porcelain from China and Japan, broken on purpose: artisans set the splinters into seasons, clocks and even a tennis racket on the walls. On the ceiling nine dragons swim through clouds, painted, people insist, with the feet. His subjects paid with a tax raised by a third, and did not love him for it.",
    alt: "Poster of a dark stairway with dragon balustrades and rows of stone mandarins before a tomb",
    questions: [
      "Why is the tomb of Khải Định black outside?",
      "How long did the building take?",
      "Which tombs of Huế are near?",
    ],
    details: [
      {
        type: "historical_context",
        name: "The last tomb of the dynasty",
        text: "Khải Định died in 1925 and his son Bảo Đại finished the work. It is the smallest of the imperial tombs in area, and took more years than any of the others.",
      },
      {
        type: "iconic_photos",
        name: "Mandarins in a row",
        text: "Crouch at the end of the honour court: the stone faces overlap, and the one with the chipped ear comes to the front.",
      },
    ],
    activities: [
      {
        title: "Splinters of porcelain",
        hours: "Daily 08:00–10:00",
        address: "Tomb of Khải Định, Huế",
        description:
          "A restorer explains how khảm sành works: plates broken along a line, splinters chosen for their curve, and lime mortar with molasses. You set a petal of your own into a test panel.",
        short: "Set a porcelain petal with a restorer.",
        highlights: ["Khảm sành mosaic", "Restorer", "Own petal"],
      },
    ],
    locations: [
      {
        title: "Thiên Định palace",
        hours: "Daily 07:00–17:30",
        description:
          "The top terrace with the mosaic rooms and the gilt bronze of the emperor over his grave.",
        short: "Mosaic rooms on the top terrace.",
        latitude: 16.3991,
        longitude: 107.5911,
      },
    ],
  },
  {
    slug: "phong-nha-cave",
    name: "Phong Nha Cave",
    company: "saigon",
    country: "VN",
    address: "Phong Nha, Bố Trạch, Quảng Trị, Vietnam",
    latitude: 17.5825,
    longitude: 106.2831,
    keyword: "Phong Nha",
    short:
      "By boat up the Son River into the mouth of a mountain, then on with the engine off and paddles only.",
    description:
      "The boatwoman cuts the engine at the arch, folds the roof back and takes up the paddle, and the sound of the Son changes at once. Phong Nha means cave of teeth and wind; most of the teeth have gone, the wind is still there, cool on the back of the neck. The river runs nearly eight kilometres into the mountain, visitors go one and a half: halls with curtains of stone, a sandbank to walk on, Cham writing from the 9th century that nobody could read for a long time. In the war the mouth hid ferries and pontoons, and the scars above it are from rockets.",
    alt: "Poster from inside a cave with stalactites, a small boat and bright karst hills outside",
    questions: [
      "How far does the boat go into the cave?",
      "When is the cave closed because of floods?",
      "What is the difference between Phong Nha and Paradise Cave?",
    ],
    details: [
      {
        type: "historical_context",
        name: "Cham letters, British ropes",
        text: "Missionaries described the cave around 1900. A British-Vietnamese expedition surveyed the whole of the river cave from 1990 on; UNESCO listed the national park in 2003.",
      },
      {
        type: "iconic_photos",
        name: "Looking out",
        text: "On the way back sit facing the bow. For some seconds the arch frames river, boats and hills, and the person in front of you is a perfect silhouette.",
      },
      {
        type: "photography_tips",
        name: "Steady on the water",
        text: "The boat never stops moving; short times and a bright lens beat any stabiliser.",
        tips: [
          { type: "dos", text: "Take a light jacket and shoes for wet sand." },
          { type: "don'ts", text: "Do not touch the formations." },
          { type: "best_time", text: "08:00 to 10:00, February to August." },
        ],
      },
    ],
    activities: [
      {
        title: "Boat into the mountain",
        hours: "Daily 07:30–16:00",
        address: "Sơn River wharf, Phong Nha",
        description:
          "Half an hour on the open river past corn fields and buffaloes, then an hour in the cave. Twelve people share a boat; we keep it at eight.",
        short: "Half an hour of river, one hour of cave, eight people.",
        highlights: ["Paddles only inside", "Sandbank walk", "Eight people"],
      },
    ],
    locations: [
      {
        title: "Sơn River wharf",
        hours: "Daily 07:00–16:00",
        description:
          "Ticket hall and landing in the middle of Phong Nha village, with the boats that go to the cave.",
        short: "Ticket hall and boats in the village.",
        latitude: 17.6091,
        longitude: 106.3086,
      },
    ],
  },
];
