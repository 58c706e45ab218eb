import type { ExperienceSeed } from "../types.ts";

/** Ho Chi Minh City and the tunnels north-west of it. */
export const saigonExperiences: readonly ExperienceSeed[] = [
  {
    slug: "ben-thanh-market",
    name: "Bến Thành Market",
    company: "saigon",
    country: "VN",
    address: "Lê Lợi, Bến Thành, Ho Chi Minh City, Vietnam",
    latitude: 10.7725,
    longitude: 106.698,
    keyword: "Bến Thành Market",
    short:
      "Under the 1914 clock tower: coffee by the scoop, bowls of bún riêu, and bargaining as a morning sport.",
    description:
      "The clock over the south gate has looked down on this square since 1914. Inside, the aisles sort themselves by smell: roasted coffee near the west door, dried shrimp by the east, and at the back a ring of steel counters where women ladle out bún riêu and bún thịt nướng from six in the morning. Prices in the clothing lanes open high and come down with a smile; prices at the food stalls are painted on boards and stay where they are. Arrive before nine, eat first, buy last, and leave by the north gate, where the flower sellers wrap lotus buds in newspaper.",
    alt: "Poster of the Bến Thành Market clock tower with cyclos waiting in front of it",
    questions: [
      "What time do the food stalls at Bến Thành Market open?",
      "How much should I bargain in the clothing lanes?",
      "Which dish should I order first?",
    ],
    details: [
      {
        type: "iconic_photos",
        name: "The clock gate from the traffic island",
        text: "Stand on the island opposite the south gate and wait for the lights to stop the scooters. You get about thirty seconds of empty asphalt and the three clock faces in one frame.",
      },
      {
        type: "historical_context",
        name: "From riverbank to Lê Lợi",
        text: "The first market stood by the Bến Nghé waterway and burned more than once. The present building was put up by the French company Brossard et Maupin between 1912 and 1914; the ceramic reliefs of ducks, catfish and bananas over the gates were added in the 1950s.",
      },
      {
        type: "photography_tips",
        name: "Light between the aisles",
        text: "The roof lets in narrow blades of sun in the first hours of the day. Expose for them and let the rest go dark.",
        tips: [
          { type: "dos", text: "Buy a coffee before you photograph the person who made it." },
          {
            type: "don'ts",
            text: "Do not block the aisle with a tripod; the porters will not stop.",
          },
          { type: "best_time", text: "06:30 to 08:30, before the tour coaches." },
        ],
      },
    ],
    activities: [
      {
        title: "Breakfast round of three counters",
        hours: "Daily 06:30–09:00",
        address: "North-west food hall, Bến Thành Market",
        description:
          "Three small bowls at three counters: bún riêu with crab paste, bánh canh with a thick tapioca noodle, and a glass of iced coffee strained through a cloth sock. Portions are halved so that you can still walk afterwards.",
        short: "Three half portions at three counters, from crab noodle soup to sock coffee.",
        highlights: ["Bún riêu", "Bánh canh", "Sock-filter coffee"],
      },
      {
        title: "Bargaining practice with a seller",
        hours: "Daily 09:30–11:00",
        address: "East lanes, Bến Thành Market",
        description:
          "A fabric seller who has had her stall since 1996 teaches the numbers from one to a hundred, the polite refusal, and the walk-away. The exercise ends when you have bought a scarf for a price that both of you find fair.",
        short: "Learn the numbers, the polite refusal and the walk-away from a fabric seller.",
        highlights: ["Numbers in Vietnamese", "Fair price", "Scarf to keep"],
      },
    ],
    locations: [
      {
        title: "South gate and clock tower",
        hours: "Always open",
        description:
          "The gate with the clock faces Lê Lợi and the metro station. It is the meeting point everybody knows, so agree on which side of the door.",
        short: "Meeting point under the clock, opposite the metro station.",
        latitude: 10.7722,
        longitude: 106.6981,
      },
    ],
  },
  {
    slug: "cu-chi-tunnels",
    name: "Củ Chi Tunnels at Bến Đình",
    company: "saigon",
    country: "VN",
    address: "Bến Đình, Nhuận Đức, Củ Chi, Ho Chi Minh City, Vietnam",
    latitude: 11.0611,
    longitude: 106.5261,
    keyword: "Củ Chi tunnels",
    short:
      "Crawl a widened stretch of the tunnel network and eat steamed cassava where its builders did.",
    description:
      "From above there is little to see: rubber trees, leaf litter, a termite mound that turns out to be an air vent. Below lies a part of a network that once ran to some 250 kilometres, dug by hand in hard red clay with kitchens, clinics and sleeping rooms on three levels. The stretch open to visitors at Bến Đình has been widened and still makes most people stop at twenty metres. Our guides grew up in the district and tell the story through their families, including the parts that do not fit on a sign. Afterwards there is hot cassava with crushed peanuts, the food of those years.",
    alt: "Poster cross-section of a forest with a network of tunnels and small rooms below it",
    questions: [
      "How narrow are the tunnels that visitors can enter?",
      "Is Bến Đình or Bến Dược the quieter site?",
      "Is the visit suitable for children?",
    ],
    details: [
      {
        type: "historical_context",
        name: "Two wars, one network",
        text: "Digging began in the late 1940s against the French and went on through the 1960s. Clay was carried out at night in baskets and scattered in streams and bomb craters so that no fresh heap could be seen from the air.",
      },
      {
        type: "photography_tips",
        name: "Working in very little light",
        text: "The tunnels are lit by a few weak lamps. A phone on its night setting does better than a flash, which only shows dust.",
        tips: [
          { type: "dos", text: "Wear clothes that may turn brick red." },
          { type: "don'ts", text: "Do not go in with a large rucksack; leave it with the guide." },
          { type: "best_time", text: "First boat or bus of the day, before 09:00." },
        ],
      },
    ],
    activities: [
      {
        title: "A hundred metres underground",
        hours: "Daily 07:00–16:30",
        address: "Bến Đình entrance, Củ Chi",
        description:
          "A guide goes ahead with a torch and names each widening: the kitchen with its long smoke channel, the table where maps were read, the ward with a parachute for a ceiling. There is an exit every twenty metres and nobody minds if you take the first.",
        short: "Guided crawl with an exit every twenty metres.",
        highlights: ["Smokeless kitchen", "Exits every 20 m", "Local guide"],
      },
    ],
    locations: [
      {
        title: "Bến Đình ticket house",
        hours: "Daily 07:00–17:00",
        description:
          "Tickets, lockers and the start of the forest path. The road from the city takes about ninety minutes, the boat on the Saigon River a little longer.",
        short: "Start of the forest path, with lockers.",
        latitude: 11.0608,
        longitude: 106.5266,
      },
    ],
  },
  {
    slug: "notre-dame-saigon",
    name: "Notre-Dame Cathedral Basilica of Saigon",
    company: "saigon",
    country: "VN",
    address: "1 Công xã Paris, Ho Chi Minh City, Vietnam",
    latitude: 10.7798,
    longitude: 106.699,
    keyword: "Saigon Notre-Dame",
    short:
      "Bricks from Marseille, six bells from France and a square where the whole city drinks coffee on newspaper.",
    description:
      "Every brick of the outer walls came by ship from Marseille, and they have kept their red for a century and a half without plaster. The cathedral was consecrated in 1880; the iron spires followed in 1895 and brought the towers to almost sixty metres. A long restoration has wrapped much of it in scaffolding, so the life is outside: students on sheets of newspaper with plastic cups of coffee, couples in wedding dress, and a granite Virgin who has looked at the same traffic since 1959. Mass in English is still said on Sunday mornings. Ask the guard first if you only want to look.",
    alt: "Poster of the two red-brick towers of Saigon's cathedral against a pale morning sky",
    questions: [
      "Can I go inside during the restoration?",
      "When is Mass held in English?",
      "What is coffee on newspaper?",
    ],
    details: [
      {
        type: "iconic_photos",
        name: "Both towers with the statue",
        text: "From the lawn on the south side the statue of Our Lady of Peace stands exactly between the spires. Kneel, and the parked cars vanish behind the hedge.",
      },
      {
        type: "historical_context",
        name: "A cathedral by ship",
        text: "Jules Bourard won the competition of 1877. Cement, steel, glass and tiles were all brought from France; the stained glass came from Chartres and was mostly lost in the Second World War.",
      },
      {
        type: "photography_tips",
        name: "Red brick, green trees",
        text: "The façade faces south-east and glows in the first two hours after sunrise; after ten it is flat.",
        tips: [
          {
            type: "dos",
            text: "Look for the maker's stamp on loose roof tiles in the side garden.",
          },
          { type: "don'ts", text: "Do not photograph people at prayer." },
          { type: "best_time", text: "06:00 to 07:30 on a weekday." },
        ],
      },
    ],
    activities: [
      {
        title: "Coffee on newspaper",
        hours: "Daily 07:00–22:00",
        address: "30/4 Park, opposite the cathedral",
        description:
          "Cà phê bệt means coffee on the ground. You order from a cart, get a sheet of yesterday's paper to sit on, and the seller finds you again by your shoes. Ask for bạc xỉu if black coffee is too much for you.",
        short: "Order at a cart, sit on yesterday's paper, watch the square.",
        highlights: ["Cà phê bệt", "Bạc xỉu", "People watching"],
      },
    ],
    locations: [
      {
        title: "30/4 Park",
        hours: "Always open",
        description:
          "A strip of tall dầu trees between the cathedral and Independence Palace. Their winged seeds spin down like little helicopters in April.",
        short: "Shade, coffee carts and spinning seeds.",
        latitude: 10.7787,
        longitude: 106.6976,
      },
    ],
  },
  {
    slug: "saigon-central-post-office",
    name: "Saigon Central Post Office",
    company: "saigon",
    country: "VN",
    address: "2 Công xã Paris, Ho Chi Minh City, Vietnam",
    latitude: 10.7799,
    longitude: 106.7,
    keyword: "Saigon post office",
    short:
      "Send a card from under a green iron vault, between two hand-painted maps of 1892 and 1936.",
    description:
      "It still sells stamps, and that is the best reason to come. Step through the yellow front into a hall like a railway station: a vault on green iron ribs, a floor of patterned cement tiles, wooden telephone cabins with clocks for other cities above them. Two painted maps face each other, one of Saigon and its surroundings in 1892, one of the telegraph lines of southern Vietnam and Cambodia in 1936. Buy a card on the left, glue the stamp with a brush and a pot of paste at the long table, and drop it in the slot yourself. It arrives, in our experience, within three weeks.",
    alt: "Poster of the yellow façade of Saigon's Central Post Office with its arch and clock",
    questions: [
      "How long does a postcard take to Europe?",
      "Who designed the post office?",
      "Are the telephone cabins still in use?",
    ],
    details: [
      {
        type: "historical_context",
        name: "Not by Eiffel",
        text: "Guides long credited Gustave Eiffel. The building of 1886 to 1891 is by the architect Alfred Foulhoux, chief of public works in Cochinchina; the names of scientists of telegraphy run in plaques along the façade.",
      },
      {
        type: "famous_visitors",
        name: "The letter writer at the long table",
        text: "For decades Dương Văn Ngộ sat under the map and translated letters between Vietnamese, French and English for strangers. He joined the post at seventeen, and stayed on as public letter writer long after he retired.",
      },
      {
        type: "iconic_photos",
        name: "The vault on the axis",
        text: "Stand on the star in the middle of the tiles and hold the camera level: ribs, cabins and portrait fall into perfect symmetry.",
      },
    ],
    activities: [
      {
        title: "Write it, paste it, post it",
        hours: "Daily 07:30–17:30",
        address: "Main hall, 2 Công xã Paris",
        description:
          "We bring cards printed by a studio in the city, help with the address lines that the sorting office likes, and explain the difference between the three slots. The brush and the pot of paste are part of the furniture.",
        short: "Write, paste and post a card with help on the address.",
        highlights: ["Card from a local studio", "Stamp with brush and paste", "Postmark to keep"],
      },
    ],
    locations: [
      {
        title: "Nguyễn Văn Bình book street",
        hours: "Daily 08:00–22:00",
        description:
          "A short pedestrian lane beside the post office, lined with bookstalls and cafés. A good place to write the card you are about to send.",
        short: "Pedestrian lane of bookstalls beside the post office.",
        latitude: 10.7804,
        longitude: 106.7,
      },
    ],
  },
  {
    slug: "war-remnants-museum",
    name: "War Remnants Museum",
    company: "saigon",
    country: "VN",
    address: "28 Võ Văn Tần, Ho Chi Minh City, Vietnam",
    latitude: 10.7795,
    longitude: 106.6921,
    keyword: "War Remnants Museum",
    short:
      "The photographs of Requiem, taken by reporters who did not come home, and a courtyard of silent machines.",
    description:
      "Begin on the second floor with Requiem, the collection that the photographers Tim Page and Horst Faas put together in memory of more than 130 colleagues from all sides who died taking pictures in Indochina. It sets the tone: one person, one frame, one date. The floors below are harder, above all the rooms on Agent Orange, and they are not meant to be rushed. Two hours are enough; three with a pause in the courtyard, where a Huey and a Chinook stand under tamarind trees and schoolchildren draw them. We end with tea rather than a talk.",
    alt: "Poster of a helicopter standing in the courtyard of a modern concrete museum",
    questions: [
      "Is the museum suitable for children?",
      "What is the Requiem collection?",
      "How much time should I plan?",
    ],
    details: [
      {
        type: "historical_context",
        name: "Opened in 1975",
        text: "The museum opened in September 1975 in the former US Information Agency building and has changed its name and its tone several times. The present one dates from 1995, the year diplomatic relations with the United States were normalised.",
      },
      {
        type: "photography_tips",
        name: "Photograph little",
        text: "Pictures are allowed in most rooms, and most visitors find that they do not want to take any.",
        tips: [
          { type: "dos", text: "Start at the top and walk down." },
          { type: "don'ts", text: "Do not pose with the weapons in the yard." },
          { type: "best_time", text: "07:30, or the last two hours of the day." },
        ],
      },
    ],
    activities: [
      {
        title: "Requiem, read slowly",
        hours: "Daily 08:00–10:30",
        address: "Second floor, 28 Võ Văn Tần",
        description:
          "A guide who studied photography picks twelve prints and tells where the photographer stood, on which film, and what happened in the hour after. No more than six people, so that everybody can stand close.",
        short: "Twelve prints, six people, one guide who studied photography.",
        highlights: ["Six people at most", "Twelve prints", "Tea afterwards"],
      },
    ],
    locations: [
      {
        title: "Courtyard of aircraft",
        hours: "Daily 07:30–17:30",
        description:
          "Helicopters, a fighter and artillery pieces stand around the building under old tamarind trees. The benches along the wall are in the shade until noon.",
        short: "Helicopters under tamarind trees, with benches.",
        latitude: 10.7793,
        longitude: 106.6924,
      },
    ],
  },
  {
    slug: "independence-palace",
    name: "Independence Palace",
    company: "saigon",
    country: "VN",
    address: "135 Nam Kỳ Khởi Nghĩa, Ho Chi Minh City, Vietnam",
    latitude: 10.777,
    longitude: 106.6954,
    keyword: "Independence Palace",
    short:
      "Modern architecture of 1966, untouched: a bamboo façade in concrete, a map room and a bunker with telephones.",
    description:
      "On 30 April 1975 a tank broke through the gate, and the clock of this building stopped. Ngô Viết Thụ, the first Vietnamese architect to win the Prix de Rome, finished it in 1966 on the footprint of a bombed colonial palace. His façade is a screen of concrete shaped like joints of bamboo, and it keeps the halls cool without a single machine. Upstairs are a card room, a small cinema and a roof terrace with a helicopter; downstairs a bunker with teleprinters, maps and a bed. Go up first: the breeze on the roof makes the tunnels easier to bear.",
    alt: "Poster of Independence Palace behind its round lawn and fountain",
    questions: [
      "Who designed Independence Palace?",
      "Can I visit the bunker?",
      "What happened here on 30 April 1975?",
    ],
    details: [
      {
        type: "historical_context",
        name: "Two palaces on one spot",
        text: "Norodom Palace, built around 1870, stood here until two pilots of the South Vietnamese air force bombed it in February 1962. Its wing was too damaged to repair, so a new palace was ordered.",
      },
      {
        type: "iconic_photos",
        name: "The bamboo screen from below",
        text: "On the first-floor gallery, stand close to the concrete screen and look along it. The joints line up into a row of stalks with the lawn between them.",
      },
      {
        type: "famous_visitors",
        name: "Bùi Quang Thận, with a flag",
        text: "The young commander of tank 843 left his vehicle at the gate, ran up to the roof and hoisted the flag shortly before noon on 30 April 1975.",
      },
    ],
    activities: [
      {
        title: "Roof to bunker",
        hours: "Daily 08:00–15:30",
        address: "135 Nam Kỳ Khởi Nghĩa",
        description:
          "A route that follows the air through the building: roof terrace, library, map room, banquet hall, and down the narrow stairs to the radio rooms. An architect explains why the architect drew the floor plan as a Chinese character.",
        short: "Follow the air through the building with an architect.",
        highlights: ["Roof terrace", "Map room", "Radio bunker"],
      },
      {
        title: "Sketching the façade",
        hours: "Saturday 08:00–10:00",
        address: "Front lawn, Independence Palace",
        description:
          "Folding stools on the lawn, soft pencils and a lesson in drawing repetition without going mad. No experience needed, paper provided.",
        short: "Draw the bamboo screen from the lawn, paper provided.",
        highlights: ["Paper and pencils", "Shade until ten", "Beginners welcome"],
      },
    ],
    locations: [
      {
        title: "Main gate",
        hours: "Daily 08:00–15:30",
        description:
          "The gate on Nam Kỳ Khởi Nghĩa, at the end of Lê Duẩn. Two tanks of the same types as those of 1975 stand on the lawn to the right.",
        short: "Entrance at the end of Lê Duẩn, tanks on the right.",
        latitude: 10.7776,
        longitude: 106.6964,
      },
    ],
  },
  {
    slug: "jade-emperor-pagoda",
    name: "Jade Emperor Pagoda",
    company: "saigon",
    country: "VN",
    address: "73 Mai Thị Lựu, Ho Chi Minh City, Vietnam",
    latitude: 10.792,
    longitude: 106.6982,
    keyword: "Jade Emperor Pagoda",
    short:
      "Sandalwood smoke, papier-mâché generals and a pond of turtles in the oldest Taoist temple of Đa Kao.",
    description:
      "The smoke reaches you at the gate. Chùa Ngọc Hoàng was built in 1909 by the Cantonese community, and its carpenters left no hand's breadth uncarved: dragons on the roof, immortals on the doors, and inside a court of four-metre generals in papier-mâché who keep the gate of heaven. Behind the left wall is the Hall of Ten Hells, small and dark, where the punishments are shown in wood. Couples who hope for a child go on to the room of Kim Hoa and her twelve midwives. In the yard old women feed turtles that people have brought here to earn merit.",
    alt: "Poster of a red temple with a tiled roof and a pond of turtles under a banyan tree",
    questions: [
      "What is the Hall of Ten Hells?",
      "Why are there turtles in the pond?",
      "What should I wear?",
    ],
    details: [
      {
        type: "famous_visitors",
        name: "Barack Obama, May 2016",
        text: "The American president stopped here on the second leg of his visit to Vietnam. When a monk suggested that he pray for a son, he answered that he liked daughters.",
      },
      {
        type: "historical_context",
        name: "From Taoist hall to Buddhist pagoda",
        text: "Lưu Minh, a Cantonese merchant, paid for the building around 1900. It was handed to the Buddhist association in 1982 and renamed Phước Hải Tự, but nobody in the city calls it that.",
      },
      {
        type: "photography_tips",
        name: "Beams of smoke",
        text: "Late in the morning the sun falls through the roof openings and the incense draws the beams for you.",
        tips: [
          { type: "dos", text: "Step in with the right foot, over the sill, not on it." },
          {
            type: "don'ts",
            text: "No flash on the statues, and never from behind somebody praying.",
          },
          { type: "best_time", text: "10:30 to 11:30 on a clear day." },
        ],
      },
    ],
    activities: [
      {
        title: "Reading the carvings",
        hours: "Daily 08:00–11:00",
        address: "73 Mai Thị Lựu",
        description:
          "A walk from panel to panel with a retired carpenter from Chợ Lớn: which immortal rides which animal, why the phoenix looks left, and how the joints were made without glue.",
        short: "Panel by panel with a retired carpenter from Chợ Lớn.",
        highlights: ["Hall of Ten Hells", "Twelve midwives", "Carpenter's view"],
      },
    ],
    locations: [
      {
        title: "Turtle pond in the courtyard",
        hours: "Daily 07:00–18:00",
        description:
          "The pond is on the right behind the gate, under the banyan. Sellers outside offer turtles for release; the monks ask you not to buy any more.",
        short: "Pond under the banyan, right behind the gate.",
        latitude: 10.7919,
        longitude: 106.6985,
      },
    ],
  },
  {
    slug: "bitexco-skydeck",
    name: "Saigon Skydeck at Bitexco",
    company: "saigon",
    country: "VN",
    address: "36 Hồ Tùng Mậu, Ho Chi Minh City, Vietnam",
    latitude: 10.7716,
    longitude: 106.7044,
    keyword: "Saigon Skydeck",
    short:
      "From the 49th floor of the lotus-bud tower the Saigon River explains how the whole city grew.",
    description:
      "Carlos Zapata drew the tower after a lotus bud, and the helipad on the 52nd floor sticks out like a petal that opened too early. The deck is three floors lower, at 178 metres, all glass, all the way round. Come an hour before sunset: first you read the map, with the river bending round Thủ Thiêm, the market roof, the red dot of the cathedral; then the lamps go on from east to west and the scooters turn into one long glowing thread. There is a quiet bench on the north side that most people miss because they are queuing for the selfie in the south.",
    alt: "Poster of Saigon's skyline at dusk with the Bitexco tower and its helipad above the river",
    questions: [
      "How high is the Saigon Skydeck?",
      "When should I arrive for sunset?",
      "Can I see the helipad from the deck?",
    ],
    details: [
      {
        type: "iconic_photos",
        name: "The river bend at the blue hour",
        text: "From the east windows, twenty minutes after sunset, the bend of the river holds the last light while the streets are already lit.",
      },
      {
        type: "photography_tips",
        name: "Glass in front of the lens",
        text: "Put the lens right against the pane and shade it with a dark jacket, else you photograph your own shirt.",
        tips: [
          { type: "dos", text: "Bring a dark cloth against reflections." },
          { type: "don'ts", text: "No tripods on the deck." },
          { type: "best_time", text: "One hour before sunset until half an hour after." },
        ],
      },
      {
        type: "historical_context",
        name: "The first of the tall ones",
        text: "At 262 metres Bitexco was the tallest building of the country for a few months after its opening in 2010. Landmark 81, upriver, has been the tallest since 2018.",
      },
    ],
    activities: [
      {
        title: "The city as a map",
        hours: "Daily 16:30–18:30",
        address: "49th floor, 36 Hồ Tùng Mậu",
        description:
          "With a print of the 1795 citadel plan in hand you find its outline in today's streets, then the canals that became boulevards. Nguyễn Huệ, straight below you, was water until 1887.",
        short: "Find the old citadel and the lost canals from above.",
        highlights: ["Plan of 1795", "Lost canals", "Sunset included"],
      },
    ],
    locations: [
      {
        title: "Skydeck entrance",
        hours: "Daily 09:30–21:30",
        description:
          "The entrance is on Hồ Tùng Mậu, on the side away from the river; the lift takes under a minute.",
        short: "Lift entrance on Hồ Tùng Mậu.",
        latitude: 10.7718,
        longitude: 106.7041,
      },
    ],
  },
  {
    slug: "bui-vien-street",
    name: "Bùi Viện Walking Street",
    company: "saigon",
    country: "VN",
    address: "Bùi Viện, Phạm Ngũ Lão, Ho Chi Minh City, Vietnam",
    latitude: 10.7673,
    longitude: 106.6938,
    keyword: "Bùi Viện",
    short:
      "Plastic stools, grilled squid and five songs at once: eight hundred metres of Saigon after dark.",
    description:
      "By day Bùi Viện is laundries, tailors and a woman who repairs umbrellas. After seven on a weekend evening the barriers go up, the stools come out, and every bar turns its speakers towards the street until five songs meet in the middle. Fire eaters work the crossing with Đề Thám; squid is grilled on carts not wider than a door. We do not stay for all of it. Our evening begins in the lanes behind, where the people live who put up with the noise, takes in one loud hour, and ends with rice soup at a stall whose owner has heard everything.",
    alt: "Poster of a narrow street at night with glowing signs and people on low stools",
    questions: [
      "When is Bùi Viện closed to traffic?",
      "Is it safe to carry a phone in the crowd?",
      "Where do people eat after midnight?",
    ],
    details: [
      {
        type: "photography_tips",
        name: "Neon without blur",
        text: "The signs are bright enough for a short exposure. Let the faces go dark and keep the colour.",
        tips: [
          { type: "dos", text: "Keep the camera strap across your body." },
          { type: "don'ts", text: "Do not film performers without leaving a note in the hat." },
          { type: "best_time", text: "19:30 to 21:00, Saturday or Sunday." },
        ],
      },
      {
        type: "historical_context",
        name: "How a quarter became a guesthouse",
        text: "When the country opened in the early 1990s, families along Phạm Ngũ Lão began to rent their front rooms to the first backpackers. The street was turned into a weekend pedestrian zone in 2017.",
      },
    ],
    activities: [
      {
        title: "The lanes behind the noise",
        hours: "Friday to Sunday 18:00–20:30",
        address: "Meet at the corner of Bùi Viện and Đề Thám",
        description:
          "Alleys one metre wide, altars at knee height, a boxing club over a garage and a tailor who finishes a shirt while you eat. Eight people at most, out of respect for those whose living rooms open onto the path.",
        short: "Metre-wide alleys, a boxing club and rice soup, eight people at most.",
        highlights: ["Hẻm alleys", "Grilled squid", "Late rice soup"],
      },
    ],
    locations: [
      {
        title: "Corner of Bùi Viện and Đề Thám",
        description:
          "The crossing in the middle of the street, where the fire eaters perform. Meet on the bakery side, it is a little quieter.",
        short: "The crossing where the fire eaters perform.",
        latitude: 10.7676,
        longitude: 106.6942,
      },
    ],
  },
  {
    slug: "thien-hau-temple",
    name: "Thiên Hậu Temple in Chợ Lớn",
    company: "saigon",
    country: "VN",
    address: "710 Nguyễn Trãi, Chợ Lớn, Ho Chi Minh City, Vietnam",
    latitude: 10.7534,
    longitude: 106.6613,
    keyword: "Thiên Hậu Temple",
    short:
      "Coils of incense burn for a month under an open roof, and every one carries a wish on a pink slip.",
    description:
      "Look up before you look in. Along the roof of the Chùa Bà runs a whole ceramic town, hundreds of figures from operas and trials, fired by Chợ Lớn potters around 1908. Below, in the open court, spirals of incense as wide as a cartwheel hang from wires; each burns for weeks and carries a pink slip with the name of a family. The goddess in the last hall protects people at sea, which is why Cantonese sailors built her this house after a safe crossing in about 1760. Buy a coil, write your name, and a man with a long pole will hang it among the others.",
    alt: "Poster of large incense coils hanging in a temple courtyard below a roof of ceramic figures",
    questions: [
      "How long does one incense coil burn?",
      "Who is Thiên Hậu?",
      "How do I get to Chợ Lớn from the centre?",
    ],
    details: [
      {
        type: "iconic_photos",
        name: "Straight up through the coils",
        text: "Lie the phone on the stone floor of the courtyard with the screen down and use the front camera: coils, sky and the ceramic ridge in one picture.",
      },
      {
        type: "historical_context",
        name: "A guild hall with a goddess",
        text: "The temple is also the Tuệ Thành assembly hall, where Cantonese traders settled disputes and paid for schools. Two bells, one of 1795 and one of 1830, still hang inside.",
      },
      {
        type: "photography_tips",
        name: "Smoke needs backlight",
        text: "Face the sun and let a column cover it; the smoke then turns silver.",
        tips: [
          { type: "dos", text: "Hold burning sticks upright, the crowd is close." },
          { type: "don'ts", text: "Do not stand under a coil, hot ash falls." },
          { type: "best_time", text: "09:00, when the court gets its first sun." },
        ],
      },
    ],
    activities: [
      {
        title: "Hang a coil",
        hours: "Daily 08:00–16:00",
        address: "710 Nguyễn Trãi, Chợ Lớn",
        description:
          "The desk on the left sells the coils in three sizes. A volunteer writes your name in characters, the pole man hangs it, and you have some weeks to think about whether the wish was a good one.",
        short: "Your name in characters on a coil that burns for weeks.",
        highlights: ["Name in characters", "Long-pole hanging", "Ceramic roof"],
      },
      {
        title: "Chợ Lớn medicine street",
        hours: "Monday to Saturday 09:00–11:30",
        address: "Hải Thượng Lãn Ông, Chợ Lớn",
        description:
          "Fifteen minutes on foot from the temple the shops smell of liquorice and dried tangerine peel. A pharmacist of the third generation opens a few of her four hundred drawers.",
        short: "Four hundred drawers and a pharmacist of the third generation.",
        highlights: ["Tangerine peel", "Scales and abacus", "Herbal tea"],
      },
    ],
    locations: [
      {
        title: "Temple courtyard",
        hours: "Daily 06:30–16:30",
        description:
          "The open court between the gate hall and the main altar, with the coils above. Mornings on the 1st and 15th of the lunar month are full.",
        short: "The open court below the coils.",
        latitude: 10.7532,
        longitude: 106.6613,
      },
    ],
  },
];
