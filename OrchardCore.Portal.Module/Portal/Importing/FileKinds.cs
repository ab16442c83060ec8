namespace OrchardCore.Portal.Importing;

/// <summary>The kinds that this portal takes, and what their rows may refer to.</summary>
internal sealed class FileKinds(IReadOnlyList<FileKind> all)
{
    public IReadOnlyList<FileKind> All => all;
    public IReadOnlyDictionary<string, KeySpace> Spaces { get; } = all.Select(kind => kind.Keys).Where(space => space.Stored is not null).Distinct().ToDictionary(space => space.Name, StringComparer.Ordinal);
}
