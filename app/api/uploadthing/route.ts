export { GET, POST } from "@/lib/media/uploadthing/handler";
