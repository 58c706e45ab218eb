import { usesCloud } from "@/lib/media/uploadthing/config";
import { ingest } from "@/lib/media/uploadthing/handler";

/** Only where files do not go to UploadThing's cloud. */
async function answer(request: Request, { params }: { params: Promise<{ key: string }> }) {
  const { key } = await params;
  return usesCloud() ? new Response(null, { status: 404 }) : ingest(request, key);
}

export { answer as HEAD, answer as POST, answer as PUT };
