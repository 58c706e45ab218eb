import { routes } from "@/lib/api/resource";
import { channels } from "@/lib/channels/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(channels);
