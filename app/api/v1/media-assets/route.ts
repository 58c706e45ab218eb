import { routes } from "@/lib/api/resource";
import { mediaAssets } from "@/lib/media/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(mediaAssets);
