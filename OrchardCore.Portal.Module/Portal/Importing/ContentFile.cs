namespace OrchardCore.Portal.Importing;

/// <summary>A file of a batch: the one that was handed in, or one of a zip.</summary>
/// <param name="Index">Its place in the order of reading and writing.</param>
internal sealed record ContentFile(int Index, string Name, FileKind Kind, Func<Stream> Open);
