/** `media-assets`: files that were uploaded, by their links. */
import "server-only";
import { z } from "zod";
import { operation } from "@/lib/api/operation";
import type { Resource } from "@/lib/api/resource";
import { registerMedia } from "@/lib/media/register";
import { newMediaAsset } from "@/lib/media/schemas";

const create = operation({
  id: "media-assets.create",
  summary: "Register an uploaded file.",
  description: "Answers the id that `…_id` fields elsewhere take. The owner is whoever asks.",
  access: "user",
  role: "any user",
  body: newMediaAsset,
  success: {
    status: 200,
    schema: z.object({ data: z.object({ id: z.string() }), success: z.literal(true) }),
  },
  example: {
    as: "traveller",
    body: {
      signedUrl: "https://pictures.example/bridge.jpg",
      usage: "thumbnail",
      mime_type: "image/jpeg",
    },
  },
  async handle({ db, body }) {
    return { data: await registerMedia(db, body), success: true as const };
  },
});

export const mediaAssets: Resource = { address: "media-assets", post: create };
