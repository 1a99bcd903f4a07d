export { Avatar, type AvatarProps } from "./avatar.tsx";
export { Badge, Count, type Tone } from "./badge.tsx";
export { Button, type ButtonLook, type ButtonProps } from "./button.tsx";
export { Checkbox, type CheckboxProps } from "./checkbox.tsx";
export { Chip, Pill, type PillProps } from "./chip.tsx";
export { CommandPalette, type CommandPaletteProps, type PaletteCommand } from "./command-palette.tsx";
export { DateInput, type DateInputProps } from "./date-input.tsx";
export { Dialog, type DialogProps } from "./dialog.tsx";
export { DirectionProvider } from "./direction.tsx";
export { Drawer, type DrawerProps } from "./drawer.tsx";
export { Field, type FieldControl, type FieldProps } from "./field.tsx";
export { FullScreen, type FullScreenProps } from "./full-screen.tsx";
export { IconButton, type IconButtonProps } from "./icon-button.tsx";
export { Input, Textarea } from "./input.tsx";
export { Kbd } from "./kbd.tsx";
export { LevelMeter, type LevelMeterProps } from "./level-meter.tsx";
export { LongList, type LongListHandle, type LongListProps } from "./long-list.tsx";
export { ContextMenu, type ContextMenuProps, Menu, type MenuProps } from "./menu.tsx";
export type { MenuEntry } from "./menu-entries.tsx";
export { Popover, type PopoverProps } from "./popover.tsx";
export { ProgressBar, type ProgressBarProps } from "./progress-bar.tsx";
export { Range, type RangeProps } from "./range.tsx";
export { RoundButton, type RoundButtonProps } from "./round-button.tsx";
export { type Segment, Segments, type SegmentsProps } from "./segments.tsx";
export { Select, type SelectOption, type SelectProps } from "./select.tsx";
export { Skeleton } from "./skeleton.tsx";
export { Splitter, type SplitterProps } from "./splitter.tsx";
export { EmptyState, type EmptyStateProps, ErrorState, type ErrorStateProps } from "./states.tsx";
export { Switch, type SwitchProps } from "./switch.tsx";
export { type Column, Table, type TableProps } from "./table.tsx";
export { type Tab, Tabs, type TabsProps } from "./tabs.tsx";
export { TimeInput, type TimeInputProps } from "./time-input.tsx";
export { Timeline, type TimelineHandle, type TimelineProps } from "./timeline/timeline.tsx";
export { initialsOf, tintOf } from "./tint.ts";
export { Toaster } from "./toast.tsx";
export {
  awaitToast,
  hideToast,
  isToastActionShown,
  runToastAction,
  setToastKeys,
  showToast,
  type ToastMessage,
} from "./toast-store.ts";
export { Tooltip, type TooltipProps, TooltipProvider } from "./tooltip.tsx";
export { VisuallyHidden } from "./visually-hidden.tsx";
