using Mono.Cecil;

namespace OrchardCore.Portal.Tests.Conventions;

/// <summary>What the back office changes is told in the audit trail in words: a screen with a form that is sent says so itself, and does not leave it to the bare fact.</summary>
public sealed class OfficeWrites
{
    [Fact]
    public void Every_screen_of_the_back_office_that_takes_a_form_notes_what_it_did() => Assert.Empty(Silent(PortalCode.Portal));

    [Fact]
    public void And_one_that_says_nothing_is_seen() => Assert.Equal(["SilentScreen"], Silent(PortalCode.Offenders));

    private static IEnumerable<string> Silent(PortalCode code) => code.Types
        .GroupBy(PortalCode.NameOf)
        .Where(screen => Calls(screen, "MapPost") && Calls(screen, "ForOffice") && !Calls(screen, "Note") && !Calls(screen, "NoteNowAsync"))
        .Select(screen => screen.Key).Order(StringComparer.Ordinal);

    private static bool Calls(IEnumerable<TypeDefinition> types, string name) => types.SelectMany(PortalCode.Instructions).Any(step => step.Operand is MethodReference called && called.Name == name);
}
