using UglyToad.PdfPig.Tokens;
using UglyToad.PdfPig.Writer;

namespace OrchardCore.Portal.Statements;

/// <summary>Adds to the catalogue what PdfPig has no property for: the language, for readers aloud, and the title in the window (ISO 32000-1, 7.7.2).</summary>
internal sealed class BillTokens(string language) : TokenWriter
{
    protected override void WriteDictionary(DictionaryToken dictionary, Stream outputStream) => base.WriteDictionary(
        dictionary.TryGet(NameToken.Type, out NameToken type) && type == NameToken.Catalog
            ? dictionary.With(NameToken.Create("Lang"), new StringToken(language))
                .With(NameToken.Create("ViewerPreferences"), new DictionaryToken(new Dictionary<NameToken, IToken> { [NameToken.Create("DisplayDocTitle")] = BooleanToken.True }))
            : dictionary,
        outputStream);
}
