declare module 'fs-native-extensions' {
  /**
   * Takes an exclusive lock of an open file; false when another open file has it.
   * @throws with the system's code
   */
  export function tryLock(file: number): boolean;
}
