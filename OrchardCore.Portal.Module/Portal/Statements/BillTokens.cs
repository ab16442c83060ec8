using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;
using UglyToad.PdfPig.Writer;

namespace OrchardCore.Portal.Statements;

/// <summary>Adds to the catalogue what PdfPig has no property for: the language, for readers aloud, and the title in the window (ISO 32000-1, 7.7.2).</summary>
internal sealed class BillTokens(string language) : ITokenWriter
{
    private readonly TokenWriter _inner = new();

    public bool WritingPageContents { get => _inner.WritingPageContents; set => _inner.WritingPageContents = value; }

    public void WriteToken(IToken token, Stream outputStream) => _inner.WriteToken(token switch
    {
        DictionaryToken dictionary => Completed(dictionary),
        ObjectToken { Data: DictionaryToken dictionary } whole => new ObjectToken(whole.Position, whole.Number, Completed(dictionary)),
        _ => token,
    }, outputStream);

    public void WriteObject(long objectNumber, int generation, byte[] data, Stream outputStream) => _inner.WriteObject(objectNumber, generation, data, outputStream);

    public void WriteCrossReferenceTable(IReadOnlyDictionary<IndirectReference, long> objectOffsets, IndirectReference catalogToken, Stream outputStream, IndirectReference? documentInformationReference, long? xrefOffset) =>
        _inner.WriteCrossReferenceTable(objectOffsets, catalogToken, outputStream, documentInformationReference, xrefOffset);

    private DictionaryToken Completed(DictionaryToken dictionary) => !dictionary.TryGet(NameToken.Type, out NameToken type) || type != NameToken.Catalog ? dictionary
        : dictionary.With(NameToken.Create("Lang"), new StringToken(language))
            .With(NameToken.Create("ViewerPreferences"), new DictionaryToken(new Dictionary<NameToken, IToken> { [NameToken.Create("DisplayDocTitle")] = BooleanToken.True }));
}
