using OrchardCore.Recipes;
using Portal.Orchard;
using Portal.Orchard.Host;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
builder.Services.AddOrchardCms().AddSetupFeatures("OrchardCore.AutoSetup").AddPortalWork()
    .ConfigureServices(tenant => tenant.AddScoped<DemoRetailer>().AddRecipeExecutionStep<DemoFilesStep>().AddRecipeExecutionStep<DemoPeopleStep>());
if (builder.Environment.IsDevelopment()) builder.Services.AddHostedService<Demo>();

var app = builder.Build();
app.UseStaticFiles();
app.UseOrchardCore();
app.Run();

/// <summary>Named so that tests can start the host.</summary>
public partial class Program;
