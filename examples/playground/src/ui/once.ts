import { useRef } from "preact/hooks";

/**
 * Carries out one piece of work at a time, such as submitting a form: what is begun again while it is under way is left out,
 * so that nothing is done twice.
 */
export function useOnce(): (work: () => Promise<unknown>) => void {
  const isUnderWay = useRef(false);
  return (work) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    void work().finally(() => void (isUnderWay.current = false));
  };
}
