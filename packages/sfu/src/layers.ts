/** How wide the largest picture of a camera is sent, in pixels; each layer below has half of it. */
const topWidth = 1280;
/** A picture may be shown so much larger than it is before the next layer is worth its bits. */
const stretch = 1.25;
/** Below so many pixels nobody sees whether it is 30 pictures a second or 15. */
const smallWidth = 180;

/**
 * The layer for a picture that is shown so wide, in device pixels.
 * @param spatialLayers how many sizes are sent
 */
export function chooseLayers(width: number, spatialLayers: number): { spatialLayer: number; temporalLayer: number } {
  const widths = Array.from({ length: spatialLayers }, (_, layer) => topWidth / 2 ** (spatialLayers - 1 - layer));
  const fitting = widths.findIndex((sent) => width <= sent * stretch);
  return { spatialLayer: fitting < 0 ? spatialLayers - 1 : fitting, temporalLayer: width <= smallWidth ? 1 : 2 };
}
