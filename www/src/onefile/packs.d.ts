/** All packs by address, as they would stand beside the page. */
declare module "virtual:fadu-packs" {
  const beside: Record<string, string>;
  export default beside;
}
