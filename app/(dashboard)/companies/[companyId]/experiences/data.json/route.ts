import { answer } from "@/lib/api/handler";
import { companyExperiences } from "@/lib/experiences/dashboard-operations";

type Context = { params: Promise<{ companyId: string }> };

/** What the list asks for once it runs in the browser. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answer(request, companyExperiences, await params);
}
