using OrchardCore.DisplayManagement.Handlers;
using OrchardCore.DisplayManagement.Views;
using OrchardCore.Users.Models;

namespace Portal.Orchard.People;

/// <summary>"First time here?" below Orchard's log-in form, in any theme.</summary>
public sealed class ActivateLink : DisplayDriver<LoginForm>
{
    public override IDisplayResult Edit(LoginForm model, BuildEditorContext context) => View("LoginFormActivate", model).Location("Links:7");
}
