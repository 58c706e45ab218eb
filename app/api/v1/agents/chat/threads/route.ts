import { assistantThreads } from "@/lib/ai/assistant-operations";
import { routes } from "@/lib/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(assistantThreads);
