using System.Text.Json.Nodes;

namespace OrchardCore.Portal.StripeSandbox;

/// <summary>One Stripe account: its objects, and the events that tell of them. All that it knows is one JSON object, so that it can be kept in a file.</summary>
internal sealed class Books(string key, JsonObject kept, Func<long> now)
{
    public string Key => key;
    public JsonObject Kept => kept;
    public JsonObject Objects => Part("objects");
    public JsonObject Answers => Part("answers");
    public JsonObject Deliveries => Part("deliveries");
    public long Now => now();

    public JsonObject? Find(string id, string kind) => Objects[id] as JsonObject is { } found && Text(found, "object") == kind ? found : null;

    public JsonObject Get(string id, string kind) => Find(id, kind) ?? throw new KeyNotFoundException($"No such {kind}: '{id}'");

    /// <summary>The newest first, as Stripe lists them.</summary>
    public IEnumerable<JsonObject> All(string kind) => Objects.Select(pair => pair.Value!.AsObject()).Where(one => Text(one, "object") == kind).Reverse();

    public JsonObject Add(JsonObject made, string prefix)
    {
        made["id"] = Shapes.NewId(prefix);
        made["created"] = Now;
        Objects[Text(made, "id")] = made;
        return made;
    }

    /// <summary>Writes an event with the object as it is now, and puts it on the way to every endpoint.</summary>
    public void Tell(string type, JsonObject about)
    {
        var told = Add(new JsonObject
        {
            ["object"] = "event",
            ["api_version"] = Shapes.ApiVersion,
            ["created"] = Now,
            ["data"] = new JsonObject { ["object"] = Sent(about) },
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
            ["type"] = type,
        }, "evt_");
        foreach (var endpoint in All("webhook_endpoint").ToList())
        {
            if (!endpoint["enabled_events"]!.AsArray().Any(wanted => wanted!.GetValue<string>() is var one && (one == "*" || one == type))) continue;
            Deliveries[Shapes.NewId("d_")] = new JsonObject { ["event"] = Text(told, "id"), ["endpoint"] = Text(endpoint, "id"), ["state"] = "new", ["tries"] = 0, ["due"] = Now, ["answer"] = "" };
        }
    }

    /// <summary>A copy to send, without what is the sandbox's own.</summary>
    public static JsonObject Sent(JsonObject one)
    {
        var copy = one.DeepClone().AsObject();
        foreach (var own in copy.Select(pair => pair.Key).Where(name => name.StartsWith('_')).ToList()) copy.Remove(own);
        if (Text(copy, "object") == "webhook_endpoint") copy.Remove("secret");
        return copy;
    }

    public static string Text(JsonNode? one, string name) => one?[name]?.ToString() ?? "";
    public static long Long(JsonNode? one, string name) => one?[name] is JsonValue value && long.TryParse(value.ToString(), out var number) ? number : 0;

    private JsonObject Part(string name)
    {
        if (kept[name] is not JsonObject part) kept[name] = part = [];
        return part;
    }
}
