/** The moves that people may make, as a table of statuses: all of them, or those that are ticked (P6). */

import type { JSX } from "preact";

import type { AllowedMove, PipelineEdit } from "../../engine/records";
import { useDraftContext } from "./draft";
import { GroupFindings } from "./fields";

export function AllowedMoves({ onEdit }: { onEdit: (edit: PipelineEdit) => void }): JSX.Element {
  const { statuses, allowedMoves } = useDraftContext().policy.pipeline;
  const setMoves = (moves: AllowedMove[] | null) => onEdit({ setAllowedMoves: { moves } });
  const every = statuses.flatMap(({ id: from }) =>
    statuses.filter(({ id }) => id !== from).map(({ id: to }): AllowedMove => ({ from, to, roles: null })),
  );
  return (
    <details class="allowed-moves" data-path="pipeline.allowedMoves">
      <summary>
        Moves that people may make: {allowedMoves === null ? "all that the rules allow" : `${allowedMoves.length} listed`}
      </summary>
      <GroupFindings path="pipeline.allowedMoves" />
      {allowedMoves === null ? (
        <button type="button" class="button small" onClick={() => setMoves(every)}>
          List them
        </button>
      ) : (
        <>
          <button type="button" class="button small" onClick={() => setMoves(null)}>
            Allow all again
          </button>
          <div class="scroll" role="region" aria-label="Allowed moves" tabIndex={0}>
            <table class="table move-table">
              <thead>
                <tr>
                  <th scope="col">From, to</th>
                  {statuses.map(({ id, name }) => (
                    <th key={id} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {statuses.map((from) => (
                  <tr key={from.id}>
                    <th scope="row">{from.name}</th>
                    {statuses.map((to) => {
                      const isMove = (move: AllowedMove) => move.from === from.id && move.to === to.id;
                      const isListed = allowedMoves.some(isMove);
                      const others = allowedMoves.filter((move) => !isMove(move));
                      return (
                        <td key={to.id}>
                          {from.id !== to.id && (
                            <input
                              type="checkbox"
                              aria-label={`${from.name} to ${to.name}`}
                              checked={isListed}
                              onClick={(event) => {
                                event.preventDefault();
                                setMoves(isListed ? others : [...others, { from: from.id, to: to.id, roles: null }]);
                              }}
                            />
                          )}
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </details>
  );
}
