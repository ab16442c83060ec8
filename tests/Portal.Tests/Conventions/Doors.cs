using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Tests.Conventions;

/// <summary>Every endpoint says who may come in: a policy, or that it is open to all.</summary>
public sealed class Doors
{
    // Open to everybody on purpose. A new one is added here by hand, with thought.
    private static readonly string[] Open =
    [
        "/webhooks/stripe", "/pay/guest", "/pay/guest/start", "/pay/guest/{payment:guid}", "/_assets/{hash}/{**name}", "/brand.css", "/brand/logo", "/brand/logo-dark", "/brand/files/{name}", "/brand/icon", "/sign-in", "/forgot-password", "/reset-password", "/activate",
        "/activate/sent", "/activate/account", "/join", "/sign-in/code", "/forgot-password/sent", "/help", "/help/{slug}", "/usage/alerts/stop", "/usage/alerts/stop/now", "/api/imports/", "/api/imports/{id}/problems.csv", "/api/imports/{id}", "/api/imports/{id}/problems.csv", "/{**path}",
    ];

    [Fact]
    public async Task Every_endpoint_is_authorised_or_open_on_purpose()
    {
        await using var portal = await PortalApp.StartAsync();
        var endpoints = portal.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).ToList();
        Assert.NotEmpty(endpoints);
        Assert.Empty(Unguarded(endpoints));
        Assert.Empty(endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(Route).Except(Open).Distinct());
    }

    [Fact]
    public void And_one_without_a_word_is_seen()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/leaky", () => "all of it");
        app.MapGet("/open", () => "hello").AllowAnonymous();
        Assert.Equal(["/leaky"], Unguarded(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)));
    }

    [Fact]
    public async Task Keys_and_people_are_for_who_has_just_shown_that_it_is_them()
    {
        await using var portal = await PortalApp.StartAsync();
        Assert.Empty(Careless(portal.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)));
    }

    [Fact]
    public void And_a_door_to_the_keys_that_asks_nothing_is_seen()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.MapPost("/admin/keys", () => "made").RequireAuthorization(Policies.ManageKeys);
        app.MapPost("/admin/careful", () => "made").AfterProof().RequireAuthorization(Policies.ManageKeys);
        Assert.Equal(["/admin/keys"], Careless(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)));
    }

    private static IEnumerable<string> Careless(IEnumerable<Endpoint> endpoints) => endpoints
        .Where(endpoint => endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy is Policies.ManageKeys or Policies.ManagePeople) && endpoint.Metadata.GetMetadata<ProofAsked>() is null)
        .Select(Route);

    private static IEnumerable<string> Unguarded(IEnumerable<Endpoint> endpoints) => endpoints
        .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null)
        .Select(Route);

    private static string Route(Endpoint endpoint) => ((RouteEndpoint)endpoint).RoutePattern.RawText!;
}
