namespace OrchardCore.Portal.Importing;

/// <summary>A kind of text file that its first characters tell.</summary>
internal abstract class TextKind(string name, int order) : FileKind(name, order)
{
    /// <summary>"100,NEM12": one of them stands at the beginning of each such file.</summary>
    public required IReadOnlyList<string> Begins { get; init; }
}
