-- By which its writer knows a save whose answer was lost.
ALTER TABLE "Draft" ADD COLUMN     "saveId" UUID;
