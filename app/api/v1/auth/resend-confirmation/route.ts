import { authResendConfirmation } from "@/lib/accounts/recovery-operations";
import { routes } from "@/lib/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(authResendConfirmation);
