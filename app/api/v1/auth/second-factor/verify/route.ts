import { authSecondFactorVerify } from "@/lib/accounts/second-factor-operations";
import { routes } from "@/lib/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(authSecondFactorVerify);
