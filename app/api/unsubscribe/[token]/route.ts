import { answerOneClick, leadToPage } from "@/lib/notifications/one-click";

type Context = { params: Promise<{ token: string }> };

/** Mail programs post here when somebody presses their "Unsubscribe". */
export async function POST(_request: Request, { params }: Context) {
  return answerOneClick((await params).token);
}

export async function GET(_request: Request, { params }: Context) {
  return leadToPage((await params).token);
}
