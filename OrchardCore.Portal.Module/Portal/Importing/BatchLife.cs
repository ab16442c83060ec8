namespace OrchardCore.Portal.Importing;

internal enum BatchState { Received, Checked, Rejected, Applied, Failed, Undoing, Undone }

internal enum BatchEvent { CheckedClean, CheckedFaulty, GoodRowsWanted, Applied, GaveUp, Retried, UndoWanted, Undone, UndoRefused }

/// <summary>The life of a batch: what is not a line here cannot happen.</summary>
internal static class BatchLife
{
    public static BatchState After(this BatchState state, BatchEvent happened) => (state, happened) switch
    {
        (BatchState.Received, BatchEvent.CheckedClean) => BatchState.Checked,
        (BatchState.Received, BatchEvent.CheckedFaulty) => BatchState.Rejected,
        (BatchState.Received, BatchEvent.GaveUp) => BatchState.Failed,
        (BatchState.Rejected, BatchEvent.GoodRowsWanted) => BatchState.Checked,
        (BatchState.Rejected, BatchEvent.Retried) => BatchState.Received,   // the account that was missing may have come since
        (BatchState.Checked, BatchEvent.Applied) => BatchState.Applied,
        (BatchState.Checked, BatchEvent.GaveUp) => BatchState.Failed,
        (BatchState.Failed, BatchEvent.Retried) => BatchState.Received,
        (BatchState.Applied, BatchEvent.UndoWanted) => BatchState.Undoing,
        (BatchState.Undoing, BatchEvent.Undone) => BatchState.Undone,
        (BatchState.Undoing, BatchEvent.UndoRefused or BatchEvent.GaveUp) => BatchState.Applied,   // undoing is one transaction: nothing of it is left
        (BatchState.Undone, BatchEvent.Retried) => BatchState.Received,
        _ => throw new InvalidOperationException($"A {state} batch cannot take {happened}."),
    };

    public static bool Allows(this BatchState state, BatchEvent happened) => (state, happened) is
        (BatchState.Rejected, BatchEvent.GoodRowsWanted) or (BatchState.Rejected or BatchState.Failed or BatchState.Undone, BatchEvent.Retried) or (BatchState.Applied, BatchEvent.UndoWanted);
}
