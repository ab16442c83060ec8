using System.Reflection;

namespace OrchardCore.Portal.Pages.Sandbox;

/// <summary>What a template can read: names, and the records behind them. Of a part it is not known what it is given.</summary>
internal sealed class TemplateRoots(IReadOnlyDictionary<string, Type> types)
{
    public static readonly TemplateRoots Unknown = new(new Dictionary<string, Type>());

    public IReadOnlyDictionary<string, Type> Types => types;
    public bool AreKnown => types.Count > 0;

    /// <summary>The members of a type as a template names them; nothing where it has none.</summary>
    public static IReadOnlyList<(string Name, Type Type)> MembersOf(Type type) =>
        ItemOf(type) is { } item ? [("size", typeof(int)), ("first", item), ("last", item)]
        : type == typeof(string) ? [("size", typeof(int))]
        : type == typeof(Html) || type.Assembly != typeof(TemplateRoots).Assembly ? []
        : [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => (Liquid.SnakeCase(property.Name), property.PropertyType))];

    /// <summary>What a list is a list of; null where it is none.</summary>
    public static Type? ItemOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    public static string KindOf(Type type) => type == typeof(string) ? "text" : type == typeof(bool) ? "yes or no" : type == typeof(Html) ? "HTML" : type == typeof(int) ? "number" : ItemOf(type) is { } item ? item == typeof(string) ? "list of texts" : "list" : "group";
}
