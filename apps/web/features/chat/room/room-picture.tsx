import { clsx } from "clsx";

const sizes = {
  20: "size-5 rounded-1",
  24: "size-6 rounded-1",
  32: "size-8 rounded-1",
  40: "size-10 rounded-2",
} as const;

export interface RoomPictureProps {
  id: string;
  /** Which picture it is: another one has another name. */
  picture: string;
  size: keyof typeof sizes;
}

/** The picture of a room. Its name is beside it, so it is hidden from screen readers. */
export function RoomPicture({ id, picture, size }: RoomPictureProps) {
  return (
    <img
      src={`/chat/${id}/picture/${picture}`}
      alt=""
      className={clsx("shrink-0 bg-sunken object-cover", sizes[size])}
    />
  );
}
