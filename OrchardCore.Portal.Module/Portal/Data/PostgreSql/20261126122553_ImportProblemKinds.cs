using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrchardCore.Portal.Data.PostgreSql
{
    /// <inheritdoc />
    public partial class ImportProblemKinds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Kind",
                table: "import_problems",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "import_problem_kinds",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    IsWarning = table.Column<bool>(type: "boolean", nullable: false),
                    Place = table.Column<string>(type: "text", nullable: false),
                    Expected = table.Column<string>(type: "text", nullable: false),
                    Count = table.Column<long>(type: "bigint", nullable: false),
                    Files = table.Column<long>(type: "bigint", nullable: false),
                    Examples = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_problem_kinds", x => new { x.BatchId, x.Ordinal });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "import_problem_kinds");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "import_problems");
        }
    }
}
