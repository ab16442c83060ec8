using System.Reflection;
using Mono.Cecil;
using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.Tests.Conventions;

/// <summary>A template gets a record of ready text, and nothing else: no entity, no service, nothing that could be walked to something else.</summary>
public sealed class ReadyText
{
    [Fact]
    public void Every_page_record_holds_ready_text_only()
    {
        var pages = PageRecords(PortalCode.Portal).ToList();
        Assert.NotEmpty(pages);
        Assert.Empty(pages.SelectMany(page => NotReady(page, [])));
    }

    [Fact]
    public void And_one_that_holds_an_entity_is_seen() =>
        Assert.Equal(["TellingPage.Statement"], NotReady(typeof(Offending.Dashboard.TellingPage), []));

    private static IEnumerable<Type> PageRecords(PortalCode code) => code.Types
        .SelectMany(PortalCode.Instructions)
        .Select(step => step.Operand).OfType<MethodReference>()
        .Select(method => method.DeclaringType).OfType<GenericInstanceType>()
        .Where(type => type.ElementType.Name == "Page`1" && type.GenericArguments[0] is not GenericParameter)
        .Select(type => typeof(PortalHosting).Assembly.GetType(type.GenericArguments[0].FullName.Replace('/', '+'), throwOnError: true)!)
        .Append(typeof(FramePage)).Distinct();

    private static IEnumerable<string> NotReady(Type record, HashSet<Type> seen)
    {
        if (!seen.Add(record)) yield break;
        foreach (var property in record.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) type = type.GetGenericArguments()[0];
            if (type == typeof(string) || type == typeof(bool) || type == typeof(Html)) continue;
            if (type.Namespace?.StartsWith("OrchardCore.Portal", StringComparison.Ordinal) == true && IsRecord(type))
                foreach (var deeper in NotReady(type, seen)) yield return deeper;
            else
                yield return $"{record.Name}.{property.Name}";
        }
    }

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;
}
