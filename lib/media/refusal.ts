/** A file that is not taken, with the reason in a sentence for the person who sent it. */
export class RefusedFile extends Error {
  override name = "RefusedFile";
}
