using System.Text.RegularExpressions;

namespace OrchardCore.Portal.Pages.Sandbox;

/// <summary>
/// Follows a template's markup as a browser would (HTML, 13.2.5), through every branch: a tag or an attribute's name must stand in one piece, and a block must end
/// where it began, in a text or in a tag. So what is assembled from pieces ("&lt;scr{% if true %}ipt&gt;") is refused, and not only what is written out.
/// </summary>
internal sealed partial class MarkupCheck
{
    private enum Where { Text, Plain, Tag, Joint, Value, Script }

    /// <summary>In a text; in one that ends with its element alone (textarea, title); in a tag, where an attribute may begin or where a blank must come first; in a value; in the portal's own script.</summary>
    private sealed record Place(Where Where, string Element = "", string Attribute = "", char Quote = '\0', string Value = "")
    {
        public bool Meets(Place other) => (Where == other.Where || Where is Where.Tag or Where.Joint && other.Where is Where.Tag or Where.Joint)
            && (Element, Attribute, Quote) == (other.Element, other.Attribute, other.Quote);

        public Place And(Place other) => Where == Where.Joint || other.Where == Where.Joint ? this with { Where = Where.Joint } : this;
        public string Said => Where switch { Where.Text => "in the text", Where.Value => $"in the value of “{Attribute}”", Where.Plain => $"inside <{Element}>", _ => $"inside the tag <{Element}>" };
    }

    private sealed record Block(Piece Opening, Place Began, Place? Ended);

    private const string AfterAddress = "\"></script>";

    private readonly string _text;
    private readonly string _path;
    private readonly HashSet<string> _fields;
    private readonly List<TemplateFault> _faults = [];
    private readonly Stack<Block> _blocks = new();
    private readonly List<string> _outputs = [];
    private Place _place;

    private MarkupCheck(string text, string path, string portals)
    {
        (_text, _path) = (text, path);
        _place = TemplateName.IsAttributes(path) ? new Place(Where.Joint, "input") : new Place(Where.Text);
        _fields = FieldName().Matches(portals).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
    }

    /// <param name="path">The template's.</param>
    /// <param name="portals">The portal's own template of this path: on pages about money and passwords no other fields are asked for.</param>
    /// <param name="pieces">Of <paramref name="text"/>, its blocks closed.</param>
    public static IReadOnlyList<TemplateFault> Faults(string path, string text, string portals, IReadOnlyList<Piece> pieces)
    {
        var check = new MarkupCheck(text, path, portals);
        foreach (var piece in pieces)
        {
            if (piece.Kind == PieceKind.Text) check.Read(piece);
            else if (piece.Kind == PieceKind.Output) check.Placed(piece);
            else check.Step(piece);
            if (check._faults.Count > 0) return check._faults;   // after one, the rest would be read wrongly
        }
        var (end, whole) = (check._place, TemplateName.IsAttributes(path));
        if (whole ? end.Where is not (Where.Tag or Where.Joint) : end.Where != Where.Text) check.Refuse(text.Length, $"The template ends {end.Said}; expected it to be closed.");
        return check._faults;
    }

    private void Refuse(int at, string text) => _faults.Add(TemplateFault.At(_text, at, text));

    private void Placed(Piece output)
    {
        if (_place.Where is Where.Tag or Where.Joint) Refuse(output.At, $"An output stands inside the tag <{_place.Element}>; expected it in the quotes of an attribute.");
        if (_place.Where != Where.Value) return;
        _outputs.Add(output.Text);
        _place = _place with { Value = _place.Value + MarkupRules.Output };
    }

    private void Step(Piece tag)
    {
        if (tag.Tag is "render" && !(_place.Where == Where.Text || _place.Where is Where.Tag or Where.Joint && tag.Rest.Length > 2 && TemplateName.IsAttributes(tag.Rest.Split(tag.Rest[0])[1])))
            Refuse(tag.At, $"A template is rendered {_place.Said}; expected it in the text.");
        if (tag.Tag is "echo" or "cycle" or "increment" or "decrement")
        {
            Placed(new Piece(PieceKind.Output, tag.At, tag.Tag == "echo" ? tag.Rest : "a " + tag.Tag));
            return;
        }
        if (_place.Where == Where.Value && MarkupRules.IsWhole(_place.Attribute) && (TemplateBlocks.Opens(tag.Tag) || TemplateBlocks.Splits(tag.Tag)))
            Refuse(tag.At, $"A block stands in the value of “{_place.Attribute}”; expected it around the whole attribute.");
        if (tag.Tag is "break" or "continue" && _blocks.FirstOrDefault(block => block.Opening.Tag == "for") is { } loop && !loop.Began.Meets(_place))
            Refuse(tag.At, $"{{% {tag.Tag} %}} stands {_place.Said}, and its loop began {loop.Began.Said}.");
        if (TemplateBlocks.Opens(tag.Tag))
        {
            if (tag.Tag == "capture" && _place.Where != Where.Text) Refuse(tag.At, $"{{% capture %}} stands {_place.Said}; expected it in the text.");
            _blocks.Push(new(tag, _place, null));
        }
        else if (TemplateBlocks.Splits(tag.Tag)) Meet(tag, again: true);
        else if (TemplateBlocks.Closes(tag.Tag)) Meet(tag, again: false);
    }

    private void Meet(Piece tag, bool again)
    {
        var block = _blocks.Pop();
        var ended = block.Ended is null ? _place.And(block.Began) : _place.And(block.Ended);
        if (!block.Began.Meets(_place))
            Refuse(tag.At, $"{{% {block.Opening.Tag} %}} of line {TemplateFault.At(_text, block.Opening.At, "").Line} began {block.Began.Said} and ends {_place.Said}; expected each branch to close what it opens.");
        if (again) _blocks.Push(block with { Ended = ended });
        _place = again ? block.Began : ended with { Value = _place.Value };
    }

    private void Read(Piece piece)
    {
        for (var at = 0; at < piece.Text.Length && _faults.Count == 0;)
            at = _place.Where switch
            {
                Where.Text => Markup(piece, at),
                Where.Plain => PlainText(piece, at),
                Where.Value => Quoted(piece, at),
                Where.Script => EndOfScript(),
                _ => InTag(piece, at),
            };
    }

    private int Markup(Piece piece, int from)
    {
        var text = piece.Text;
        var at = text.IndexOf('<', from);
        if (at < 0) return text.Length;
        if (at + 1 == text.Length) return Stop(piece, at, IsLast(piece) ? "“<” stands alone at the end; write &lt;." : "Liquid stands right after “<”; expected the whole name of the element in one piece.");
        if (Doctype().Match(text, at) is { Success: true } doctype && TemplateName.IsSkeleton(_path)) return at + doctype.Length;
        if (text[at + 1] is '!' or '?') return Stop(piece, at, text.AsSpan(at).StartsWith("<!--") ? "An HTML comment would be sent to customers; expected {% comment %} … {% endcomment %}." : "“<!” and “<?” are not taken.");
        if (TemplateName.TakesScript(_path) && PortalScript().IsMatch(_text, piece.At + at))
        {
            _place = new(Where.Script);
            return text.Length;   // its address is an output of its own
        }
        if (ElementName().Match(text, at) is not { Success: true } tag)
            return text[at + 1] == '/' || char.IsLetter(text[at + 1]) ? Stop(piece, at, "After “<” the name of an element is expected, made of letters and digits.") : at + 1;   // "a < b" is text
        var (closes, name, end) = (tag.Groups[1].Length > 0, tag.Groups[2].Value.ToLowerInvariant(), at + tag.Length);
        if (end < text.Length && text[end] is not (' ' or '\t' or '\n' or '/' or '>')) return Stop(piece, at, $"“{text[end]}” stands in the name of an element.");
        if (MarkupRules.ElementFault(name, _path) is { } fault) return Stop(piece, at, fault);
        if (!closes)
        {
            _place = new(Where.Joint, name);
            return end;
        }
        var shut = end;
        while (shut < text.Length && char.IsWhiteSpace(text[shut])) shut++;
        return shut < text.Length && text[shut] == '>' ? shut + 1 : Stop(piece, at, $"</{name}> is not closed; expected “>” right after it.");
    }

    private int EndOfScript()
    {
        _place = new(Where.Text);
        return AfterAddress.Length;
    }

    /// <summary>Inside a textarea nothing is markup but its end; and nothing that only looks like markup is taken, since inside a drawing it would be some.</summary>
    private int PlainText(Piece piece, int from)
    {
        var at = piece.Text.IndexOf('<', from);
        if (at < 0) return piece.Text.Length;
        if (string.Compare(piece.Text, at, $"</{_place.Element}>", 0, _place.Element.Length + 3, StringComparison.OrdinalIgnoreCase) != 0) return Stop(piece, at, $"Inside <{_place.Element}> no “<” is taken but that of </{_place.Element}>.");
        var end = at + _place.Element.Length + 3;
        _place = new(Where.Text);
        return end;
    }

    private int InTag(Piece piece, int from)
    {
        var (text, at) = (piece.Text, from);
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        if (at > from) _place = _place with { Where = Where.Tag };
        if (at == text.Length) return at;
        if (text[at] == '>' || text[at] == '/' && at + 1 < text.Length && text[at + 1] == '>')
        {
            _place = _place.Element is "textarea" or "title" ? new(Where.Plain, _place.Element) : new(Where.Text);
            return text.IndexOf('>', at) + 1;
        }
        if (_place.Where == Where.Joint) return Stop(piece, at, $"Inside <{_place.Element}> a blank is expected before “{text[at]}”.");
        if (AttributeName().Match(text, at) is not { Success: true } found) return Stop(piece, at, $"Inside <{_place.Element}> an attribute is expected, and not “{text[at]}”.");
        var (name, end) = (found.Value.ToLowerInvariant(), at + found.Length);
        if (MarkupRules.AttributeFault(_place.Element, name, _path) is { } fault) return Stop(piece, at, fault);
        _place = _place with { Where = Where.Joint };
        if (end == text.Length || text[end] is ' ' or '\n' or '\t' or '>' or '/') return end;   // without a value: "required"
        if (text[end] != '=' || end + 1 == text.Length || text[end + 1] is not ('"' or '\'')) return Stop(piece, end, $"After “{name}” =\"…\" is expected, with its value in quotes.");
        _outputs.Clear();
        _place = _place with { Where = Where.Value, Attribute = name, Quote = text[end + 1], Value = "" };
        return end + 2;
    }

    private int Quoted(Piece piece, int from)
    {
        var end = piece.Text.IndexOf(_place.Quote, from);
        var value = _place.Value + piece.Text[from..(end < 0 ? piece.Text.Length : end)];
        _place = _place with { Value = value };
        if (end < 0) return piece.Text.Length;
        if (MarkupRules.ValueFault(_place.Element, _place.Attribute, value, _outputs, _path) is { } fault) return Stop(piece, from, fault);
        if (_place.Attribute == "name" && _place.Element is "input" or "select" or "textarea" && TemplateName.IsStrict(_path) && !MarkupRules.IsField(value, _outputs, _fields))
            return Stop(piece, from, $"The field “{(_outputs.Count == 0 ? value : _outputs[0])}” is not among those of the portal's own template. Where people pay or sign in, nothing else is asked for.");
        _place = new(Where.Joint, _place.Element);
        return end + 1;
    }

    private int Stop(Piece piece, int at, string fault)
    {
        Refuse(piece.At + at, fault);
        return piece.Text.Length;
    }

    private bool IsLast(Piece piece) => piece.At + piece.Text.Length == _text.Length;

    [GeneratedRegex(@"\G<(/?)([A-Za-z][A-Za-z0-9-]*)")] private static partial Regex ElementName();
    [GeneratedRegex(@"\G[A-Za-z][A-Za-z0-9-]*")] private static partial Regex AttributeName();
    [GeneratedRegex("\\G<script type=\"module\" src=\"\\{\\{ '[a-z-]+\\.js' \\| asset \\}\\}" + AfterAddress)] private static partial Regex PortalScript();
    [GeneratedRegex(@"\G<!doctype html>", RegexOptions.IgnoreCase)] private static partial Regex Doctype();
    [GeneratedRegex("\\bname=\"([^\"{]+)\"")] private static partial Regex FieldName();
}
