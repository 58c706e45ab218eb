import { routes } from "@/lib/api/resource";
import { emailSending } from "@/lib/email/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(emailSending);
