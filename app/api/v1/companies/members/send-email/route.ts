import { routes } from "@/lib/api/resource";
import { membersEmail } from "@/lib/email/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(membersEmail);
