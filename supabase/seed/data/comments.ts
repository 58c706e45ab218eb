/** What people said under the stories: by the story's place and author, who spoke, and the words. */
export type CommentSeed = {
  slug: string;
  /** The author of the story. */
  of: string;
  by: string;
  text: string;
};

const under = (slug: string, of: string, ...said: readonly (readonly [string, string])[]) =>
  said.map(([by, text]): CommentSeed => ({ slug, of, by, text }));

export const comments: readonly CommentSeed[] = [
  ...under(
    "ben-thanh-market",
    "priya",
    ["amina", "The herb lady! She did the same to me and would not let me pay for the extra."],
    ["long", "You missed the bánh bèo by gate four. Next time ask me first."],
    ["saigon-editor", "Bà Tám says thank you and that you may come back for the fourth breakfast."],
  ),
  ...under(
    "ben-thanh-market",
    "jonas",
    ["sophie", "I was told my walk-away looks like somebody missing a bus."],
    ["priya", "One to ten in exchange for two hundred thousand is a fair price, Jonas."],
  ),
  ...under(
    "cu-chi-tunnels",
    "lars",
    ["diego", "I made it to the second exit and did not feel braver for it."],
    ["leila", "The hollow. I have thought of it since as well."],
  ),
  ...under(
    "saigon-central-post-office",
    "sophie",
    ["yuki", "Nineteen days! Mine to Sendai took eleven, with a tea stain I cannot explain."],
    ["kwame", "Did you use the brush or the sponge? The brush drips."],
    ["sophie", "The brush. There is some of the paste on the card, she calls it the seal."],
  ),
  ...under("war-remnants-museum", "leila", [
    "lars",
    "We sat under the same trees. Nobody spoke for a while, and that was right.",
  ]),
  ...under("independence-palace", "diego", [
    "leila",
    "Go again when it rains. The whole façade drips and the building hums.",
  ]),
  ...under(
    "jade-emperor-pagoda",
    "amina",
    ["yuki", "Which hour was it? I only met the smoke, not the beam."],
    ["amina", "A little after eight. It was gone by half past."],
  ),
  ...under("bitexco-skydeck", "kwame", [
    "diego",
    "Would you show the whole series? One frame is a tease.",
  ]),
  ...under(
    "bui-vien-street",
    "jonas",
    ["priya", "The rice soup saved my evening too. Two bowls."],
    ["kwame", "Alleys first. Written down."],
  ),
  ...under("thien-hau-temple", "yuki", [
    "amina",
    "I looked for your coil in the week after. There was a Yuki, but I hope it was you.",
  ]),
  ...under("my-son-sanctuary", "lars", [
    "kwame",
    "Left the hotel at four for this and the mist stayed home. I envy you the ten minutes.",
  ]),
  ...under(
    "hoi-an-ancient-town",
    "sophie",
    ["yuki", "That broom! I have a recording of it."],
    ["diego", "Six in the morning is now in my calendar for October."],
  ),
  ...under("hoi-an-ancient-town", "priya", [
    "long",
    "The second one is always better. It is the water of the other well.",
  ]),
  ...under("japanese-bridge", "yuki", [
    "sophie",
    "I never noticed that the dogs differ. I have to go back and say sorry.",
  ]),
  ...under("marble-mountains", "diego", [
    "amina",
    "We were there at half past ten and left. I am a fool.",
  ]),
  ...under(
    "dragon-bridge",
    "long",
    ["jonas", "From the bank I got the fire and the bath."],
    ["priya", "Which pier does the boat leave from?"],
    ["long", "The one below the market, at eight. Bring a jacket anyway."],
  ),
  ...under("golden-bridge", "kwame", [
    "leila",
    "The sound that went through the people, yes. Somebody next to me whispered “oh, there you are”.",
  ]),
  ...under("hue-imperial-city", "leila", [
    "lars",
    "We did it without the plan and saw a meadow. With you it is a library.",
  ]),
  ...under("thien-mu-pagoda", "amina", [
    "sophie",
    "She sang for us too, in October. My mother cried and would not say why.",
  ]),
  ...under("phong-nha-cave", "lars", ["yuki", "“The quiet drips” stays with me."]),
  ...under(
    "cai-rang-floating-market",
    "priya",
    ["jonas", "How early is early?"],
    ["priya", "Half past four. You sleep on the way, and the coffee finds you."],
  ),
  ...under("trang-an", "sophie", [
    "lars",
    "I did not mind my head. I can confirm that the rock is there.",
  ]),
  ...under(
    "ha-long-bay",
    "diego",
    ["leila", "The fish! We heard one as well and argued for an hour how big."],
    ["kwame", "Which night was it? We had a karaoke boat beside us until eleven."],
    ["diego", "A Tuesday, in the far corner of the bay. Ask for the boats that anchor there."],
  ),
  ...under("hoan-kiem-lake", "long", [
    "amina",
    "Your grandfather would have laughed, and then shown you the step again.",
  ]),
  ...under("muong-hoa-terraces", "amina", [
    "yuki",
    "I also know only my feet and her boots from that day.",
  ]),
  ...under("portas-do-sol-tram", "jonas", [
    "sophie",
    "The driver winked at us too. It must be his job.",
  ]),
  ...under("pena-palace", "sophie", [
    "diego",
    "We got the palace and no gardener. I think you had the better of it.",
  ]),
  ...under(
    "fushimi-inari",
    "kwame",
    ["yuki", "The cats know who has switched off the lamp."],
    ["priya", "Spilled light. I am stealing that."],
  ),
];
