using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace OrchardCore.Portal.Tests.Payments;

/// <summary>
/// Stripe's API as its own declarations say it: the document made from its published library, with the operations, their parameters and the
/// objects. Says what does not agree, each with the place.
/// </summary>
internal sealed class StripeSchema(JsonObject document)
{
    private readonly JsonObject _schemas = document["schemas"]!.AsObject();
    private readonly Dictionary<string, string> _byObject = document["schemas"]!.AsObject()
        .Where(pair => pair.Value!["properties"]?["object"]?["enum"] is JsonArray { Count: 1 } && !pair.Key.Contains(".Deleted", StringComparison.Ordinal))
        .GroupBy(pair => pair.Value!["properties"]!["object"]!["enum"]![0]!.ToString()).ToDictionary(group => group.Key, group => group.First().Key);

    public static async Task<StripeSchema> ReadAsync(string path)
    {
        await using var file = File.OpenRead(path);
        return new StripeSchema((await JsonNode.ParseAsync(file))!.AsObject());
    }

    /// <returns>The name of the operation's parameters; null where the document has no such operation.</returns>
    public string? ParametersOf(string method, string path) => document["operations"]!.AsArray()
        .Where(one => one!["http"]!.ToString() == method && Fits(one["path"]!.ToString(), path))
        .OrderBy(one => one!["path"]!.ToString().Count(letter => letter == '{')).FirstOrDefault()?["params"]?.ToString();

    /// <param name="form">As it is sent: name=value&amp;name[inner]=value.</param>
    public IReadOnlyList<string> FaultsOfForm(string parameters, string form)
    {
        List<string> faults = [];
        Check(Tree(form), _schemas[parameters]!.AsObject(), parameters, faults);
        return faults;
    }

    /// <param name="json">An object of Stripe's, or a list of them.</param>
    public IReadOnlyList<string> FaultsOfObject(JsonNode json)
    {
        List<string> faults = [];
        CheckObject(json, faults);
        return faults;
    }

    private void CheckObject(JsonNode json, List<string> faults)
    {
        var kind = json["object"]?.ToString();
        if (kind == "list")
            foreach (var one in json["data"]!.AsArray()) CheckObject(one!, faults);
        else if (kind is null || !_byObject.TryGetValue(kind, out var name)) faults.Add($"There is no object \"{kind}\".");
        else Check(json, _schemas[name]!.AsObject(), kind, faults);
        if (kind == "event") CheckObject(json["data"]!["object"]!, faults);
    }

    private void Check(JsonNode? value, JsonObject schema, string at, List<string> faults)
    {
        if (value is null)
        {
            if (schema["nullable"]?.GetValue<bool>() != true && schema["x-ts"] is null) faults.Add($"{at} is null.");
            return;
        }
        if (schema["x-emptyable"] is not null && value is JsonValue && value.ToString() == "") return;
        if (schema["x-expandable"] is not null && value is JsonObject)
        {
            CheckObject(value, faults);
            return;
        }
        if (schema["$ref"]?.ToString() is { } reference)
        {
            Check(value, _schemas[reference["#/schemas/".Length..]]!.AsObject(), at, faults);
            return;
        }
        if (schema["anyOf"] is JsonArray choices)
        {
            if (!choices.Any(choice => None(value, choice!.AsObject(), at))) faults.Add($"{at} is none of what it may be: {value.ToJsonString()}");
            return;
        }
        if (schema["enum"] is JsonArray values && !values.Any(one => one!.ToString() == value.ToString())) faults.Add($"{at} is \"{value}\", which is none of {values.ToJsonString()}");
        switch (schema["type"]?.ToString())
        {
            case "object": CheckProperties(value, schema, at, faults); break;
            case "array" when value is JsonArray items:
                foreach (var item in items) Check(item, schema["items"]!.AsObject(), at + "[]", faults);
                break;
            case "array": faults.Add($"{at} is no list."); break;
            case "number" when !decimal.TryParse(value.ToString(), NumberStyles.Number, CultureInfo.InvariantCulture, out _): faults.Add($"{at} is no number: {value}"); break;
            case "boolean" when value.ToString() is not ("true" or "false"): faults.Add($"{at} is neither true nor false: {value}"); break;
            case "string" when value is not JsonValue: faults.Add($"{at} is no text."); break;
            default: break;
        }
    }

    private bool None(JsonNode value, JsonObject schema, string at)
    {
        List<string> inner = [];
        Check(value, schema, at, inner);
        return inner.Count == 0;
    }

    private void CheckProperties(JsonNode value, JsonObject schema, string at, List<string> faults)
    {
        if (value is not JsonObject given)
        {
            faults.Add($"{at} is no object.");
            return;
        }
        var known = schema["properties"]?.AsObject() ?? [];
        foreach (var (name, inner) in given)
        {
            if (known[name] is JsonObject property) Check(inner, property, $"{at}.{name}", faults);
            else if (schema["additionalProperties"] is JsonObject any) Check(inner, any, $"{at}.{name}", faults);
            else if (known.Count > 0 && schema["additionalProperties"] is null) faults.Add($"{at} has no \"{name}\".");
        }
        foreach (var needed in schema["required"]?.AsArray() ?? [])
            if (!given.ContainsKey(needed!.ToString())) faults.Add($"{at} lacks \"{needed}\".");
    }

    private static bool Fits(string template, string path)
    {
        var (wanted, given) = (template.Split('/'), path.Split('/'));
        return wanted.Length == given.Length && wanted.Zip(given).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }

    private static JsonNode Tree(string form)
    {
        var root = new JsonObject();
        foreach (var pair in form.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (WebUtility.UrlDecode(pair.Split('=')[0]), WebUtility.UrlDecode(pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]));
            var steps = name.Replace("]", "", StringComparison.Ordinal).Split('[');
            var node = root;
            foreach (var step in steps[..^1]) node = (JsonObject)(node[step] ??= new JsonObject());
            node[steps[^1] == "" ? node.Count.ToString(CultureInfo.InvariantCulture) : steps[^1]] = value;
        }
        return Lists(root)!;
    }

    /// <summary>Names that are all numbers make a list.</summary>
    private static JsonNode? Lists(JsonNode? node)
    {
        if (node is not JsonObject parent) return node?.DeepClone();
        var whole = parent.Count > 0 && parent.All(pair => int.TryParse(pair.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        return whole
            ? new JsonArray([.. parent.Select(pair => Lists(pair.Value))])
            : new JsonObject(parent.Select(pair => KeyValuePair.Create(pair.Key, Lists(pair.Value))));
    }
}
